package io.leadline.receive;

import io.leadline.event.HookName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How many requests that did not verify are kept, per hook: some at once, then a few a second.
 * Keeping one is a write beside those of real senders, and anybody can send what does not verify.
 */
final class Allowance {
  /** As many as the quarantine holds. */
  private static final double AT_ONCE = 1000;

  private static final double PER_SECOND = 5;
  private static final double NANOS = 1e9;

  private final LongSupplier nanos;
  private final Map<HookName, Left> left = new ConcurrentHashMap<>();

  Allowance(LongSupplier nanos) {
    this.nanos = nanos;
  }

  private record Left(double requests, long at, boolean granted) {}

  /** Whether one more may be kept now; it then counts. */
  boolean take(HookName hook) {
    long now = nanos.getAsLong();
    return left.compute(hook, (name, before) -> spend(before, now)).granted();
  }

  private static Left spend(@Nullable Left before, long now) {
    double saved =
        before == null
            ? AT_ONCE
            : Math.min(AT_ONCE, before.requests() + (now - before.at()) / NANOS * PER_SECOND);
    return saved >= 1 ? new Left(saved - 1, now, true) : new Left(saved, now, false);
  }
}
