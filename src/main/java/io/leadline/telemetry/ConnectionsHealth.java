package io.leadline.telemetry;

import io.leadline.event.ConnectionName;
import io.leadline.journal.Pause;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * UP while every connection delivers, {@link Statuses#PAUSED} while one is paused, with why and
 * since when. Not for readiness or liveness: the CRM's trouble is no reason to refuse webhooks.
 */
public final class ConnectionsHealth implements HealthIndicator {
  private final List<ConnectionName> connections;
  private final Supplier<Map<ConnectionName, Pause>> pauses;

  /**
   * Reads when it is asked, not before.
   *
   * @param connections every one that is configured
   * @param pauses of the connections that are paused now
   */
  public ConnectionsHealth(
      Collection<ConnectionName> connections, Supplier<Map<ConnectionName, Pause>> pauses) {
    this.connections = List.copyOf(connections);
    this.pauses = pauses;
  }

  @Override
  public Health health() {
    try {
      return health(pauses.get());
    } catch (RuntimeException e) {
      return Health.unknown().withDetail("error", e.getClass().getSimpleName()).build();
    }
  }

  private Health health(Map<ConnectionName, Pause> paused) {
    Health.Builder health = paused.isEmpty() ? Health.up() : Health.status(Statuses.PAUSED);
    connections.forEach(name -> health.withDetail(name.value(), Map.of("state", "up")));
    paused.forEach((name, pause) -> health.withDetail(name.value(), details(pause)));
    return health.build();
  }

  private static Map<String, Object> details(Pause pause) {
    var details = new LinkedHashMap<String, Object>();
    details.put("state", "paused");
    details.put("since", pause.since().toString());
    details.put("code", pause.reason().code().code());
    details.put("reason", pause.reason().sentence());
    return details;
  }
}
