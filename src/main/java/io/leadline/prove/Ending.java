package io.leadline.prove;

import org.jspecify.annotations.Nullable;

/**
 * How one run of the server ends.
 *
 * @param how what is done to it
 * @param crashPoint the point at which it ends itself, for {@code LEADLINE_CRASH_AT}; null for none
 */
record Ending(How how, @Nullable String crashPoint) {
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

  /** Its name, without how often it has to be reached; null for none. */
  @Nullable String point() {
    return crashPoint == null ? null : crashPoint.replaceAll(":\\d+", "");
  }

  @Override
  public String toString() {
    return crashPoint == null ? how.name() : how + " at " + crashPoint;
  }
}
