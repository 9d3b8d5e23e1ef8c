package io.leadline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** A disk of a few megabytes, mounted for a test, which can be filled to the last byte. */
final class SmallDisk implements AutoCloseable {
  private static final byte[] BLOCK = new byte[4096];
  private static final int A_LITTLE = 64 * 1024;

  private final Path folder;
  private final Path filler;

  private SmallDisk(Path folder) {
    this.folder = folder;
    this.filler = folder.resolve("filler");
  }

  /** Nothing where this user may not mount (Linux and root are needed), or there is no tmpfs. */
  static Optional<SmallDisk> mount(Path folder, int megabytes) {
    boolean mounted =
        run(List.of("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", "" + folder));
    return mounted ? Optional.of(new SmallDisk(folder)) : Optional.empty();
  }

  Path folder() {
    return folder;
  }

  private long free() {
    return folder.toFile().getUsableSpace();
  }

  /**
   * Fills it until so many bytes are left, or none. Whoever writes to it at the same time, or gives
   * something back, may leave it a little fuller or emptier.
   */
  void fillUpTo(long left) {
    try (var out =
        Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (free() > left) {
        out.write(BLOCK);
      }
    } catch (IOException full) {
      if (free() > A_LITTLE) {
        throw new UncheckedIOException(full);
      }
    }
  }

  void makeRoom() {
    try {
      Files.deleteIfExists(filler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean run(List<String> command) {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException notThere) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    if (!run(List.of("umount", "" + folder))) {
      throw new IllegalStateException("the small disk " + folder + " cannot be unmounted");
    }
  }
}
