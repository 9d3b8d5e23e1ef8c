package io.leadline.journal;

import io.leadline.event.ConnectionName;
import java.time.Duration;
import java.util.Map;

/**
 * How much waits.
 *
 * @param received events that wait to be prepared
 * @param ready events that wait in lanes, by connection
 * @param oldestDue how long the oldest due work has been due; zero where nothing is
 */
public record Backlog(long received, Map<ConnectionName, Long> ready, Duration oldestDue) {}
