package io.leadline.prove;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long each start took from the start of the process to its first delivery. */
final class Recoveries {
  private final List<Duration> times = new ArrayList<>();
  private int slowest;

  void add(int start, Duration time) {
    if (time.compareTo(percentile(1)) > 0) {
      slowest = start;
    }
    times.add(time);
  }

  int count() {
    return times.size();
  }

  /** The time that this share of the starts did not exceed. */
  Duration percentile(double share) {
    if (times.isEmpty()) {
      return Duration.ZERO;
    }
    List<Duration> sorted = times.stream().sorted().toList();
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.get(Math.max(0, rank - 1));
  }

  static String inSeconds(Duration time) {
    return String.format(Locale.ROOT, "%.1fs", time.toMillis() / 1000.0);
  }

  @Override
  public String toString() {
    return "p50 %s, p99 %s, longest %s (start %d) of %d starts"
        .formatted(
            inSeconds(percentile(0.5)),
            inSeconds(percentile(0.99)),
            inSeconds(percentile(1)),
            slowest,
            times.size());
  }
}
