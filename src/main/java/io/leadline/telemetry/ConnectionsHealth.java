package io.leadline.telemetry;

import io.leadline.event.ConnectionName;
import io.leadline.journal.Backlog;
import io.leadline.journal.Pause;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * UP while every connection delivers, {@link Statuses#PAUSED} while one is paused, with why and
 * since when. Not for readiness or liveness: the CRM's trouble is no reason to refuse webhooks.
 */
public final class ConnectionsHealth implements HealthIndicator {
  private final List<ConnectionName> connections;
  private final Supplier<Map<ConnectionName, Pause>> pauses;
  private final Supplier<Backlog> backlog;

  /**
   * Reads when it is asked, not before.
   *
   * @param connections every one that is configured
   * @param pauses of the connections that are paused now
   * @param backlog how much waits
   */
  public ConnectionsHealth(
      Collection<ConnectionName> connections,
      Supplier<Map<ConnectionName, Pause>> pauses,
      Supplier<Backlog> backlog) {
    this.connections = List.copyOf(connections);
    this.pauses = pauses;
    this.backlog = backlog;
  }

  @Override
  public Health health() {
    try {
      return health(pauses.get(), backlog.get());
    } catch (RuntimeException e) {
      return Health.unknown().withDetail("error", e.getClass().getSimpleName()).build();
    }
  }

  private Health health(Map<ConnectionName, Pause> paused, Backlog waiting) {
    Health.Builder health = paused.isEmpty() ? Health.up() : Health.status(Statuses.PAUSED);
    var all = new LinkedHashSet<>(connections);
    all.addAll(paused.keySet());
    all.forEach(
        name -> health.withDetail(name.value(), details(paused.get(name), waiting.of(name))));
    return health.build();
  }

  private static Map<String, Object> details(@Nullable Pause pause, Backlog.Queue waiting) {
    var details = new LinkedHashMap<String, Object>();
    details.put("state", pause == null ? "up" : "paused");
    if (pause != null) {
      details.put("since", pause.since().toString());
      details.put("code", pause.reason().code().code());
      details.put("reason", pause.reason().sentence());
    }
    if (waiting.ready() > 0) {
      details.put("waiting", waiting.ready());
      details.put("oldest_seconds", waiting.oldest().toSeconds());
      details.put("drained_in_seconds", drainedIn(waiting));
    }
    if (waiting.held() > 0) {
      details.put("held", waiting.held());
    }
    return details;
  }

  private static Object drainedIn(Backlog.Queue waiting) {
    return waiting.perMinute() == 0
        ? "nothing was delivered within the last minute"
        : Math.round(waiting.drainSeconds());
  }
}
