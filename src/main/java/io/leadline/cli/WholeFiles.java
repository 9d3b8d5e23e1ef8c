package io.leadline.cli;

import io.leadline.event.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Files that a running server may be reading: it sees the old one or the new one, never a part. */
final class WholeFiles {
  private WholeFiles() {}

  /**
   * Writes all of them beside their places before the first is moved there: where the disk is full
   * nothing has changed.
   */
  static void write(Map<Path, Bytes> files) {
    var beside = new LinkedHashMap<Path, Path>();
    try {
      files.forEach((file, content) -> beside.put(file, besideOf(file, content)));
      beside.forEach(WholeFiles::move);
    } finally {
      beside.values().forEach(WholeFiles::remove);
    }
  }

  /**
   * Adds text at the end of a file, or begins one.
   *
   * @throws IllegalArgumentException where somebody else has changed the file meanwhile
   */
  static void append(Path file, String added) {
    Path target = real(file);
    Bytes before = content(target);
    Path beside = besideOf(target, Bytes.utf8(before.asUtf8() + added));
    try {
      if (!content(target).equals(before)) {
        throw new IllegalArgumentException(
            file + " was changed by somebody else just now: try again");
      }
      move(target, beside);
    } finally {
      remove(beside);
    }
  }

  private static Path real(Path file) {
    try {
      return Files.exists(file) ? file.toRealPath() : file;
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Bytes content(Path file) {
    try {
      return Files.exists(file) ? Bytes.of(Files.readAllBytes(file)) : Bytes.EMPTY;
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Of this process alone; the name of a mapping begins otherwise. */
  private static Path besideOf(Path file, Bytes content) {
    Path beside =
        file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
      if (Files.exists(file)) {
        // Who may read it stays.
        Files.copy(
            file, beside, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
      }
      return Files.write(beside, content.array());
    } catch (IOException e) {
      remove(beside);
      throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static void move(Path file, Path beside) {
    try {
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static void remove(Path beside) {
    try {
      Files.deleteIfExists(beside);
    } catch (IOException e) {
      // It is of no use to anybody, and in nobody's way.
    }
  }
}
