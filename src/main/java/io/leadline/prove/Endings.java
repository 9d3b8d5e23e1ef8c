package io.leadline.prove;

import static java.util.Collections.nCopies;

import io.leadline.prove.Ending.How;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * How the runs of the server end, one after the other: by chance, and every named point in turn.
 */
final class Endings {
  private static final List<String> AFTER_SOME =
      List.of(
          "append-before-commit",
          "append-before-answer",
          "prepare-before-commit",
          "contact-before-record",
          "profile-before-record");
  private static final String SWAP = "mapping-swap";
  private static final String REPLAY = "replay-midway";
  private static final String MIGRATION = "migration";

  /** All at which a server of the proof may end itself. */
  static final List<String> POINTS =
      Stream.concat(Stream.of(MIGRATION, SWAP, REPLAY), AFTER_SOME.stream()).toList();

  /** A migration is done once. */
  private static final List<String> AT_EVERY_START = POINTS.subList(1, POINTS.size());

  /** How often each, of twenty. */
  private static final Map<How, Integer> WAYS =
      Map.of(
          How.KILL, 6,
          How.CRASH, 8,
          How.KILL_WHILE_STARTING, 2,
          How.STOP, 2,
          How.FREEZE_THEN_KILL, 1,
          How.FREEZE_AND_KILL, 1);

  private final Random random;
  private final Deck<How> ways;
  private final Deck<String> points;

  Endings(Random random) {
    this.random = random;
    this.ways = new Deck<>(ways(), random);
    this.points = new Deck<>(AT_EVERY_START, random);
  }

  /** In a fixed order, so that a seed makes the same choices again. */
  private static List<How> ways() {
    return Stream.of(How.values())
        .flatMap(how -> nCopies(WAYS.getOrDefault(how, 0), how).stream())
        .toList();
  }

  /** The first start makes the tables: it is killed while it does. */
  Ending first() {
    return new Ending(How.CRASH, MIGRATION);
  }

  Ending next() {
    How how = ways.draw();
    return how == How.CRASH ? atAPoint() : new Ending(how, null);
  }

  /** For a proof that has not come to all of them in its time. */
  Ending atAPoint() {
    String point = points.draw();
    String times = AFTER_SOME.contains(point) ? ":" + (2 + random.nextInt(30)) : "";
    return new Ending(How.CRASH, point + times);
  }

  /** The point of this ending was not reached, for want of such work. */
  void missed(Ending ending) {
    String point = ending.point();
    if (point != null && AT_EVERY_START.contains(point)) {
      points.putBack(point);
    }
  }

  static boolean comesWithMappings(Ending ending) {
    return SWAP.equals(ending.point());
  }

  static boolean comesWithAReplay(Ending ending) {
    return REPLAY.equals(ending.point());
  }
}
