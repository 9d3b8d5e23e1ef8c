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
 * @param held events that wait for a person, by connection
 * @param confirmed how many calls in doubt a person ever said to have happened
 */
public record Backlog(
    long received,
    Map<ConnectionName, Long> ready,
    Duration oldestDue,
    Map<ConnectionName, Long> held,
    long confirmed) {

  /** Where nobody is waited for. */
  public Backlog(long received, Map<ConnectionName, Long> ready, Duration oldestDue) {
    this(received, ready, oldestDue, Map.of(), 0);
  }
}
