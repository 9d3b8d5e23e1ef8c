package io.leadline.journal;

import io.leadline.event.HookName;
import io.leadline.event.ReasonCode;
import io.leadline.event.State;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a replay would be about, if it began now: the largest group first.
 *
 * @param groups events of the same state, reason and hook
 */
public record ReplayPlan(List<Group> groups) {
  /**
   * Some of the events.
   *
   * @param reason null where the events stand without one
   * @param newer of how many something newer of the same person was delivered
   * @param withoutLane how many were never frozen into calls: their person is not known, and they
   *     cannot be replayed as they were
   */
  public record Group(
      State state,
      @Nullable ReasonCode reason,
      HookName hook,
      long events,
      long newer,
      long withoutLane) {}

  public long events() {
    return sum(Group::events);
  }

  public long newer() {
    return sum(Group::newer);
  }

  public long withoutLane() {
    return sum(Group::withoutLane);
  }

  private long sum(ToLongFunction<Group> count) {
    return groups.stream().mapToLong(count).sum();
  }
}
