package io.leadline.journal.jdbc;

import com.github.f4b6a3.ulid.UlidCreator;
import io.leadline.event.EventId;
import io.leadline.event.Happenings;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What the journal takes from outside, so that a test can hold it in its hand.
 *
 * @param clock what times are stored by and compared with
 * @param wall what {@link io.leadline.journal.Journal#now} says, where the database does not
 * @param ids rising ids of events; asked by one thread at a time
 * @param random makes keys and claims: must be unpredictable at work
 * @param threads must make platform threads: SQLite's native calls pin a virtual thread's carrier
 * @param watch sees what the store is at
 */
public record Surroundings(
    Clock clock,
    Clock wall,
    Supplier<EventId> ids,
    RandomGenerator random,
    ThreadFactory threads,
    Happenings happenings,
    StoreWatch watch) {

  public Surroundings(
      Clock clock,
      Supplier<EventId> ids,
      RandomGenerator random,
      ThreadFactory threads,
      Happenings happenings) {
    this(clock, clock, ids, random, threads, happenings, StoreWatch.NOBODY);
  }

  /** Those of a running server or command. */
  public static Surroundings real(Happenings happenings) {
    return by(Clock.systemUTC(), Clock.systemUTC(), happenings);
  }

  /** The same by other clocks. */
  public static Surroundings by(Clock clock, Clock wall, Happenings happenings) {
    return new Surroundings(
        clock,
        wall,
        () -> new EventId(UlidCreator.getMonotonicUlid().toString()),
        new SecureRandom(),
        Surroundings::platformThread,
        happenings,
        StoreWatch.NOBODY);
  }

  /** The same, seen by this watch. */
  public Surroundings watchedBy(StoreWatch other) {
    return new Surroundings(clock, wall, ids, random, threads, happenings, other);
  }

  private static Thread platformThread(Runnable task) {
    var thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }
}
