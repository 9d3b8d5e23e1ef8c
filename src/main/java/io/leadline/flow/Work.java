package io.leadline.flow;

import java.time.Duration;
import java.util.List;

/**
 * What a {@code leadline:NAME} consumer takes and hands to its route, one exchange a unit.
 *
 * @param <U> one unit of work, the body of the exchange
 */
public interface Work<U> {
  /** As in {@code leadline:NAME}. */
  String name();

  /** How many units may be in hand at once. */
  int concurrency();

  /** Takes what is due, at most {@code free} units; empty when there is nothing. */
  List<U> take(int free);

  /** Called when units are about to be taken. */
  default void begin() {}

  /** Called when no more are taken, for now or for good: what is in hand should come to an end. */
  default void rest() {}

  /** Called before {@link #done} where the unit's route failed, or it never got there. */
  default void failed(U unit) {}

  /** Called once for each unit taken, when its route has ended, well or badly. */
  default void done(U unit) {}

  /** How long nothing will be due, unless somebody wakes the consumer. */
  Duration idle();
}
