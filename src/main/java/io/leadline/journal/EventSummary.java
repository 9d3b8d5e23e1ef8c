package io.leadline.journal;

import io.leadline.event.ConnectionName;
import io.leadline.event.EventId;
import io.leadline.event.HookName;
import io.leadline.event.Reason;
import io.leadline.event.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a listing.
 *
 * @param key the sender's key
 * @param dueAt when it is tried again; null where it is not
 * @param reason of its state, or of the last try that failed
 */
public record EventSummary(
    EventId id,
    HookName hook,
    ConnectionName connection,
    String key,
    State state,
    Instant receivedAt,
    @Nullable Instant dueAt,
    @Nullable Instant settledAt,
    int attempts,
    int replay,
    int warnings,
    @Nullable String mapping,
    @Nullable Reason reason) {}
