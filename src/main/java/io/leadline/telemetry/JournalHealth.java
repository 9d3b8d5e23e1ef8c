package io.leadline.telemetry;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** UP while the journal answers and can be written; DOWN means that webhooks are answered 503. */
public final class JournalHealth implements HealthIndicator {
  private final Runnable probe;

  /**
   * Reads when it is asked, not before.
   *
   * @param probe returns where the journal works and throws where it does not
   */
  public JournalHealth(Runnable probe) {
    this.probe = probe;
  }

  @Override
  public Health health() {
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
