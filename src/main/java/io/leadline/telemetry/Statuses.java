package io.leadline.telemetry;

import org.springframework.boot.actuate.health.Status;

/**
 * Health beside Spring's own words. Neither takes a node out of service: webhooks are still taken,
 * and another node would fare no better. So both answer 200, and no probe includes them.
 *
 * <p>For {@code /actuator/health} to show them as a whole, the application sets {@code
 * management.endpoint.health.status.order=DOWN,OUT_OF_SERVICE,PAUSED,DEGRADED,UP,UNKNOWN}; unset,
 * Spring leaves unknown words out and shows UP above the details.
 */
public final class Statuses {
  /** Work is stored and waits for a person. */
  public static final Status PAUSED = new Status("PAUSED", "work waits for a person");

  /** Work goes on; something wants a person. */
  public static final Status DEGRADED = new Status("DEGRADED", "work goes on, not all of it");

  private Statuses() {}
}
