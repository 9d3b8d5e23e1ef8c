package io.leadline.journal;

import io.leadline.event.HookName;
import io.leadline.event.ReasonCode;
import io.leadline.event.State;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events; null or empty means any.
 *
 * @param before only events received before it
 */
public record EventQuery(
    Set<State> states,
    @Nullable HookName hook,
    @Nullable ReasonCode reason,
    @Nullable Instant since,
    @Nullable Instant before,
    int limit) {}
