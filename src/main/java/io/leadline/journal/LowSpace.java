package io.leadline.journal;

/**
 * A disk that is nearly full.
 *
 * @param free bytes that the journal may still use
 * @param needed bytes that must be free before anything is taken again
 */
public record LowSpace(long free, long needed) {
  /** What is wrong and what to do. */
  public String sentence() {
    return "the disk of the journal has %s free and %s must be (make room there; nothing is taken or sent until then, and it goes on by itself. DISK_RESERVE sets the limit)"
        .formatted(mebibytes(free), mebibytes(needed));
  }

  private static String mebibytes(long bytes) {
    return "%.1f MiB".formatted(bytes / 1024.0 / 1024.0);
  }
}
