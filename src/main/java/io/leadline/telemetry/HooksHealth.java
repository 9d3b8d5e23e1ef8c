package io.leadline.telemetry;

import io.leadline.event.HookName;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Every hook and whether its secret is set. {@link Statuses#DEGRADED} where one is not (that hook
 * answers 503 and the others work), or where the form tool refuses our token.
 */
public final class HooksHealth implements HealthIndicator {
  private final Supplier<Map<HookName, HookSecret>> hooks;
  private final Function<HookName, Optional<Reason>> askingTrouble;

  /**
   * Reads when it is asked, not before.
   *
   * @param hooks by name, whether the hook can verify
   * @param askingTrouble why nothing comes of asking a hook's form tool
   */
  public HooksHealth(
      Supplier<Map<HookName, HookSecret>> hooks,
      Function<HookName, Optional<Reason>> askingTrouble) {
    this.hooks = hooks;
    this.askingTrouble = askingTrouble;
  }

  @Override
  public Health health() {
    Map<HookName, HookSecret> all = hooks.get();
    boolean wantsAPerson =
        all.containsValue(HookSecret.MISSING) || all.keySet().stream().anyMatch(this::isRefused);
    Health.Builder health = wantsAPerson ? Health.status(Statuses.DEGRADED) : Health.up();
    all.forEach((hook, secret) -> health.withDetail(hook.value(), describe(hook, secret)));
    return health.build();
  }

  /** A limit passes by itself. */
  private boolean isRefused(HookName hook) {
    return askingTrouble
        .apply(hook)
        .filter(reason -> reason.code() == ReasonCode.FETCH_REFUSED)
        .isPresent();
  }

  private String describe(HookName hook, HookSecret secret) {
    String sentence = sentence(hook, secret);
    return askingTrouble.apply(hook).map(why -> sentence + "; " + why.sentence()).orElse(sentence);
  }

  private static String sentence(HookName hook, HookSecret secret) {
    return switch (secret) {
      case SET -> "secret set";
      case MISSING -> "secret not set: answers 503 until " + hook.variable("SECRET") + " is set";
      case NOT_WANTED -> "not verified: its route file says verify: none, so anybody may send";
    };
  }
}
