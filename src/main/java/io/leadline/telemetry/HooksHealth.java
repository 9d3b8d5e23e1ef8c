package io.leadline.telemetry;

import io.leadline.event.HookName;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Every hook and whether its secret is set. {@link Statuses#DEGRADED} where one is not: that hook
 * answers 503 and the others work.
 */
public final class HooksHealth implements HealthIndicator {
  private final Supplier<Map<HookName, Boolean>> hooks;

  /**
   * Reads when it is asked, not before.
   *
   * @param hooks by name, whether the hook can verify: its secret is set, or it needs none
   */
  public HooksHealth(Supplier<Map<HookName, Boolean>> hooks) {
    this.hooks = hooks;
  }

  @Override
  public Health health() {
    Map<HookName, Boolean> all = hooks.get();
    Health.Builder health =
        all.containsValue(false) ? Health.status(Statuses.DEGRADED) : Health.up();
    all.forEach((hook, isSet) -> health.withDetail(hook.value(), describe(hook, isSet)));
    return health.build();
  }

  private static String describe(HookName hook, boolean isSet) {
    return isSet
        ? "secret set"
        : "secret not set: answers 503 until " + hook.variable("SECRET") + " is set";
  }
}
