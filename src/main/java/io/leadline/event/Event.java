package io.leadline.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One stored unit of work, as a source reads it.
 *
 * @param contentType the request's {@code Content-Type} header as sent; empty where it had none
 * @param body the event's own slice of the request's body
 */
public record Event(
    EventId id,
    HookName hook,
    String source,
    String key,
    @Nullable String subject,
    String contentType,
    Bytes body,
    Instant receivedAt) {}
