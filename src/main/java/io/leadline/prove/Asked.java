package io.leadline.prove;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What shall be proved.
 *
 * @param length how long there are load, kills and faults
 * @param journalUrl an empty journal to prove; null for a fresh SQLite file
 * @param seed of every choice by chance
 * @param perSecond submissions a second, about
 * @param routes the folder with the routes that are shipped
 * @param keep whether the folder with logs and journal stays where all is well, too
 */
public record Asked(
    Duration length,
    @Nullable String journalUrl,
    long seed,
    int perSecond,
    Path routes,
    boolean keep) {

  private static final int KILLS_A_MINUTE = 5;
  private static final int SECONDS_FOR_A_POINT = 40;

  public Asked {
    if (length.isNegative() || length.isZero()) {
      throw new IllegalArgumentException("--minutes must be more than 0, as 5 or 0.5");
    }
    if (perSecond < 1) {
      throw new IllegalArgumentException("--rate is " + perSecond + "; it must be 1 or more");
    }
  }

  /** In a short one it may happen that the fault of the moment hits nothing. */
  boolean wantsFaults() {
    return length.toSeconds() >= 60;
  }

  /** In proportion to the time: all of them need five minutes. */
  int fewestPoints() {
    return (int) Math.min(Endings.POINTS.size(), 1 + length.toSeconds() / SECONDS_FOR_A_POINT);
  }

  /** A machine that is too slow for so many within the time is given more time. */
  int fewestKills() {
    return (int) Math.ceil(length.toMillis() * KILLS_A_MINUTE / 60_000.0);
  }
}
