package io.leadline.event;

import org.jspecify.annotations.Nullable;

/**
 * What the CRM gave for a call it accepted (the {@code data} of its success response).
 *
 * @param log the CRM's own words ({@code log}), where it sent any
 */
public record CallResult(
    @Nullable String contactId,
    @Nullable String entityId,
    @Nullable String profileId,
    @Nullable String log) {}
