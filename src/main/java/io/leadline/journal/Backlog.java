package io.leadline.journal;

import io.leadline.event.ConnectionName;
import java.time.Duration;
import java.util.Map;

/**
 * How much waits.
 *
 * @param received events that wait to be prepared
 * @param oldest how long ago the oldest event was received that waits to be prepared or sent; zero
 *     where none does
 * @param oldestDue how long the oldest due work has been due; zero where nothing is
 * @param queues what is prepared, by connection; only connections of which something waits
 * @param confirmed how many calls in doubt a person ever said to have happened
 */
public record Backlog(
    long received,
    Duration oldest,
    Duration oldestDue,
    Map<ConnectionName, Queue> queues,
    long confirmed) {

  public static final Backlog NONE = new Backlog(0, Duration.ZERO, Duration.ZERO, Map.of(), 0);

  public Queue of(ConnectionName connection) {
    return queues.getOrDefault(connection, Queue.EMPTY);
  }

  /** Events in lanes, of all connections. */
  public long ready() {
    return queues.values().stream().mapToLong(Queue::ready).sum();
  }

  /** Events that wait for a person, of all connections. */
  public long held() {
    return queues.values().stream().mapToLong(Queue::held).sum();
  }

  /**
   * What waits of one connection.
   *
   * @param ready events in lanes
   * @param held events that wait for a person
   * @param oldest how long ago the oldest event in a lane was received; zero where there is none
   * @param perMinute events that were delivered within the last minute
   */
  public record Queue(long ready, long held, Duration oldest, long perMinute) {
    public static final Queue EMPTY = new Queue(0, 0, Duration.ZERO, 0);

    private static final double SECONDS = 60;

    /**
     * The seconds until all in lanes is delivered, if it goes on as within the last minute and
     * nothing new comes; infinite where nothing was delivered.
     */
    public double drainSeconds() {
      return ready == 0 ? 0 : SECONDS * ready / perMinute;
    }
  }
}
