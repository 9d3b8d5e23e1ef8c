package io.leadline.journal;

import io.leadline.event.ConnectionName;
import io.leadline.event.Event;
import java.time.Instant;

/**
 * An event that waits to be prepared.
 *
 * @param attempts how often it was put off
 * @param firstTryAt when it was first tried since it was received or replayed; the time of this
 *     read where it was not tried yet
 * @param replay how often it was replayed
 */
public record Received(
    Event event,
    ConnectionName connection,
    int attempts,
    Instant firstTryAt,
    Instant dueAt,
    int replay) {}
