package io.leadline.journal;

import io.leadline.event.HookName;
import java.time.Instant;

/**
 * A request that did not verify, as a line of a listing.
 *
 * @param seq its number; a later one came later
 * @param size bytes of body, headers and URL
 * @param why what did not match then
 */
public record Quarantined(long seq, HookName hook, Instant receivedAt, int size, String why) {}
