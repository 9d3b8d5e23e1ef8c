package io.leadline.telemetry;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * UP while every expected route runs, else DOWN with those that do not: a stopped route's hook
 * answers an error that form tools take as a reason to give up.
 */
public final class RoutesHealth implements HealthIndicator {
  private final Supplier<? extends Collection<String>> expected;
  private final Supplier<? extends Collection<String>> running;

  /** Both are ids of routes. */
  public RoutesHealth(
      Supplier<? extends Collection<String>> expected,
      Supplier<? extends Collection<String>> running) {
    this.expected = expected;
    this.running = running;
  }

  @Override
  public Health health() {
    Set<String> wanted = new TreeSet<>(expected.get());
    Set<String> missing = new TreeSet<>(wanted);
    missing.removeAll(Set.copyOf(running.get()));
    // No route at all is an empty or mistaken folder, which Camel finds healthy.
    boolean good = missing.isEmpty() && !wanted.isEmpty();
    return (good ? Health.up() : Health.down())
        .withDetail("expected", wanted.size())
        .withDetail("not_running", missing)
        .build();
  }
}
