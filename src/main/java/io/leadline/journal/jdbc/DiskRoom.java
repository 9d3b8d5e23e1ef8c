package io.leadline.journal.jdbc;

import io.leadline.event.Happening.DiskHasRoom;
import io.leadline.event.Happening.DiskNearlyFull;
import io.leadline.event.Happenings;
import io.leadline.journal.LowSpace;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether the disk has room for what is to be written. Once it had none, a quarter more than the
 * reserve must be free, or it would open and close with every file that somebody deletes.
 */
final class DiskRoom {
  private static final int MEBIBYTE = 1024 * 1024;

  private final LongSupplier free;
  private final long reserve;
  private final Happenings happenings;
  private boolean low;

  /**
   * @param free how many bytes may still be written; cheap, for it is asked often
   */
  DiskRoom(LongSupplier free, long reserve, Happenings happenings) {
    this.free = free;
    this.reserve = reserve;
    this.happenings = happenings;
  }

  /** Nothing where there is room. */
  synchronized Optional<LowSpace> low() {
    long needed = low ? reserve + reserve / 4 : reserve;
    long now = free.getAsLong();
    if (low != now < needed) {
      low = !low;
      tell(now);
    }
    return low ? Optional.of(new LowSpace(now, reserve + reserve / 4)) : Optional.empty();
  }

  private void tell(long now) {
    int freeMiB = (int) (now / MEBIBYTE);
    happenings.tell(
        low ? new DiskNearlyFull(freeMiB, (int) (reserve / MEBIBYTE)) : new DiskHasRoom(freeMiB));
  }
}
