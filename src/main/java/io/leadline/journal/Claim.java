package io.leadline.journal;

import io.leadline.event.ConnectionName;

/**
 * The right to work on one lane.
 *
 * @param lane the HMAC that names the lane: no e-mail can be read from it
 * @param token unique for ever; every write under the claim is refused when it no longer stands
 */
public record Claim(ConnectionName connection, String lane, String token) {}
