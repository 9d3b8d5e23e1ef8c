package io.leadline.journal;

import io.leadline.event.EventId;
import java.time.Instant;

/**
 * A dead event whose message is ours to tell for a while.
 *
 * @param replay how often it was replayed: one that dies again is another message
 * @param until when it is due for others again
 */
public record DeadLetter(EventId event, int replay, Instant until) {}
