package io.leadline.deliver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The wall clock's time, but without its jumps: between two looks it goes on by time that only goes
 * forward. Who looks is told of a jump, and can put right what was stored before the clock follows.
 *
 * <p>What is stored as due is a wall time, for a restart must find it. A clock that is set a day
 * forward would make all of it due at once, and one that is set back would make it wait for a day.
 */
public final class SteadyClock extends Clock {
  /** Less is drift, which is followed without a word. */
  private static final Duration JUMP = Duration.ofSeconds(3);

  private final Elapsing elapsing;
  private volatile Anchor anchor;

  /**
   * @param now the time to begin with
   */
  public SteadyClock(Instant now, Elapsing elapsing) {
    this.elapsing = elapsing;
    this.anchor = new Anchor(now, elapsing.nanos());
  }

  private record Anchor(Instant wall, long nanos) {
    Instant at(long now) {
      return wall.plusNanos(now - nanos);
    }
  }

  @Override
  public Instant instant() {
    return anchor.at(elapsing.nanos());
  }

  /**
   * Compares with the clock that counts, and follows where it only drifts.
   *
   * @param wall what the clock that counts says now
   * @return by how much that clock has jumped: {@link #follow} when all is put right
   */
  public Optional<Duration> jump(Instant wall) {
    Duration by = Duration.between(instant(), wall);
    if (by.abs().compareTo(JUMP) > 0) {
      return Optional.of(by);
    }
    follow(by);
    return Optional.empty();
  }

  /** Goes by so much from now on. */
  public void follow(Duration by) {
    long now = elapsing.nanos();
    anchor = new Anchor(anchor.at(now).plus(by), now);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /** Instants only. */
  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
