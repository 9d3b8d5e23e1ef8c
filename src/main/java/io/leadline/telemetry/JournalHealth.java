package io.leadline.telemetry;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** UP while the journal answers and can be written; DOWN means that webhooks are answered 503. */
public final class JournalHealth implements HealthIndicator {
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Runnable probe;
  private final Supplier<Optional<String>> lowSpace;
  private final Cached<Health> health;

  /**
   * Reads when it is asked, at most once a second: the readiness probe is open to everybody, and
   * each reading is a write to disk.
   *
   * @param probe returns where the journal works and throws where it does not
   */
  public JournalHealth(Runnable probe, Clock clock) {
    this(probe, Optional::empty, clock);
  }

  /**
   * @param lowSpace what is wrong with its disk, and what to do; nothing where there is room
   */
  public JournalHealth(Runnable probe, Supplier<Optional<String>> lowSpace, Clock clock) {
    this.probe = probe;
    this.lowSpace = lowSpace;
    this.health = new Cached<>(this::probed, clock, FRESH);
  }

  @Override
  public Health health() {
    return health.get().orElseThrow();
  }

  private Health probed() {
    return lowSpace.get().map(JournalHealth::withoutRoom).orElseGet(this::written);
  }

  private static Health withoutRoom(String disk) {
    return Health.down()
        .withDetail("disk", disk)
        .withDetail("meaning", "webhooks are answered 503 and nothing is sent until there is room")
        .build();
  }

  private Health written() {
    try {
      probe.run();
      return Health.up().build();
    } catch (RuntimeException e) {
      // No message: a driver's may hold the JDBC URL with its password.
      return Health.down()
          .withDetail("error", e.getClass().getSimpleName())
          .withDetail(
              "meaning", "the journal cannot be written: webhooks are answered 503 until it can")
          .build();
    }
  }
}
