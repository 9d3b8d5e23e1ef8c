package io.leadline.journal;

import org.jspecify.annotations.Nullable;

/**
 * What a READY event that was replayed must heed when it is sent.
 *
 * @param asWas whether its calls are those of before, to be made even where they change nothing
 * @param stale what was asked for, should it be stale; {@link StaleReplay#SEND} for single replays
 * @param newerSent whether something newer of its lane was delivered
 * @param newerContactId the contact of the newest of those; null where none is known
 */
public record Replayed(
    boolean asWas, StaleReplay stale, boolean newerSent, @Nullable String newerContactId) {}
