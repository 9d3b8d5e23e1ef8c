package io.leadline.telemetry;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** UP while the journal answers and can be written; DOWN means that webhooks are answered 503. */
public final class JournalHealth implements HealthIndicator {
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Runnable probe;
  private final Cached<Health> health;

  /**
   * Reads when it is asked, at most once a second: the readiness probe is open to everybody, and
   * each reading is a write to disk.
   *
   * @param probe returns where the journal works and throws where it does not
   */
  public JournalHealth(Runnable probe, Clock clock) {
    this.probe = probe;
    this.health = new Cached<>(this::probed, clock, FRESH);
  }

  @Override
  public Health health() {
    return health.get().orElseThrow();
  }

  private Health probed() {
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
