package io.leadline.journal.jdbc;

import io.leadline.journal.JournalRefused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Lets one process alone serve a journal. The lock ends with the process, however that ends. */
final class ServingLock implements AutoCloseable {
  /**
   * Asked before the file is opened: on POSIX, closing a second channel of this process would end
   * the lock that the first one holds.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private ServingLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * @throws JournalRefused when another server holds it
   */
  static ServingLock take(Path journal) {
    Path file = beside(journal);
    if (!HELD_HERE.add(file)) {
      throw refused(journal, file, String.valueOf(ProcessHandle.current().pid()));
    }
    try {
      return lock(journal, file);
    } catch (IOException e) {
      HELD_HERE.remove(file);
      throw new JournalRefused("the lock " + file + " of the journal cannot be taken: " + e, e);
    } catch (RuntimeException e) {
      HELD_HERE.remove(file);
      throw e;
    }
  }

  private static ServingLock lock(Path journal, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    @Nullable FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw refused(journal, file, Files.readString(file).strip());
    }
    sign(channel);
    return new ServingLock(file, channel);
  }

  private static void sign(FileChannel channel) throws IOException {
    String pid = ProcessHandle.current().pid() + "\n";
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
    channel.force(true);
  }

  private static JournalRefused refused(Path journal, Path file, String pid) {
    return new JournalRefused(
        "another Leadline, process "
            + (pid.isEmpty() ? "unknown" : pid)
            + ", serves the journal "
            + journal
            + " and holds "
            + file
            + " (stop it first, or set JOURNAL_URL to another file)");
  }

  /** Of the file itself: by whatever link it is named, it is one journal. */
  private static Path beside(Path journal) {
    Path absolute = real(journal.toAbsolutePath().normalize());
    return absolute.resolveSibling(absolute.getFileName() + ".lock");
  }

  private static Path real(Path journal) {
    try {
      return Files.exists(journal) ? journal.toRealPath() : journal;
    } catch (IOException e) {
      throw new JournalRefused("the journal " + journal + " cannot be found: " + e, e);
    }
  }

  /** A second close does nothing: somebody else may have taken the lock since. */
  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("the lock " + file + " could not be given back: " + e, e);
    } finally {
      HELD_HERE.remove(file);
    }
  }
}
