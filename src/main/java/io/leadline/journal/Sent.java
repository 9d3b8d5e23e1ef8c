package io.leadline.journal;

import io.leadline.event.EventId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the CRM took last of a person.
 *
 * @param sha as {@link AsSent#sha()}
 * @param event whose call it was
 */
public record Sent(
    String sha, @Nullable String contactId, @Nullable String entityId, EventId event, Instant at) {}
