package io.leadline.prove;

import io.leadline.prove.Ending.How;
import java.util.List;
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

  private final Random random;
  private final Deck<String> points;

  Endings(Random random) {
    this.random = random;
    this.points = new Deck<>(AT_EVERY_START, random);
  }

  /** The first start makes the tables: it is killed while it does. */
  Ending first() {
    return new Ending(How.CRASH, MIGRATION);
  }

  Ending next() {
    int dice = random.nextInt(100);
    if (dice < 32) {
      return new Ending(How.KILL, null);
    }
    if (dice < 74) {
      return atAPoint();
    }
    if (dice < 82) {
      return new Ending(How.KILL_WHILE_STARTING, null);
    }
    if (dice < 88) {
      return new Ending(How.STOP, null);
    }
    return new Ending(dice < 94 ? How.FREEZE_THEN_KILL : How.FREEZE_AND_KILL, null);
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
