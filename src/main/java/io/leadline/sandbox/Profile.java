package io.leadline.sandbox;

import java.time.Instant;

/**
 * One profile of a contact.
 *
 * @param profileId grows with each profile stored
 * @param profilePayload what was sent: a {@code Map} or a {@code List}
 */
public record Profile(
    long profileId, String profileSource, Object profilePayload, Instant createdAt) {}
