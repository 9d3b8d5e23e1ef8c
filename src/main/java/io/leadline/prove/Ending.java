package io.leadline.prove;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * How one run of the server ends.
 *
 * @param how what is done to it
 * @param crashPoint the point at which it ends itself, for {@code LEADLINE_CRASH_AT}; null for none
 */
record Ending(How how, @Nullable String crashPoint) {
  private static final List<String> POINTS =
      List.of(
          "append-before-commit",
          "append-before-answer",
          "prepare-before-commit",
          "contact-before-record",
          "profile-before-record");
  private static final String SWAP = "mapping-swap";
  private static final String REPLAY = "replay-midway";
  private static final String MIGRATION = "migration";

  enum How {
    /** SIGKILL before it may have delivered anything. */
    KILL_WHILE_STARTING,
    /** SIGKILL in the middle of its work. */
    KILL,
    /** It ends itself at a named point. */
    CRASH,
    /** SIGTERM. */
    STOP,
    /** SIGSTOP, and SIGCONT a while later; then SIGKILL. */
    FREEZE_THEN_KILL,
    /** SIGSTOP, then SIGKILL: what was in flight is not even read. */
    FREEZE_AND_KILL
  }

  /** The first start makes the tables: it is killed while it does. */
  static Ending first() {
    return new Ending(How.CRASH, MIGRATION);
  }

  static Ending byChance(Random random) {
    int dice = random.nextInt(100);
    if (dice < 34) {
      return new Ending(How.KILL, null);
    }
    if (dice < 74) {
      return new Ending(How.CRASH, point(random));
    }
    if (dice < 82) {
      return new Ending(How.KILL_WHILE_STARTING, null);
    }
    if (dice < 88) {
      return new Ending(How.STOP, null);
    }
    return new Ending(dice < 94 ? How.FREEZE_THEN_KILL : How.FREEZE_AND_KILL, null);
  }

  private static String point(Random random) {
    int which = random.nextInt(POINTS.size() + 2);
    if (which >= POINTS.size()) {
      return which == POINTS.size() ? SWAP : REPLAY;
    }
    return POINTS.get(which) + ":" + (2 + random.nextInt(30));
  }

  boolean comesWithMappings() {
    return SWAP.equals(crashPoint);
  }

  boolean comesWithAReplay() {
    return REPLAY.equals(crashPoint);
  }

  @Override
  public String toString() {
    return crashPoint == null ? how.name() : how + " at " + crashPoint;
  }
}
