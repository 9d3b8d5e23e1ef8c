package io.leadline.journal;

import org.jspecify.annotations.Nullable;

/**
 * How a run replays.
 *
 * @param asWas with the recorded calls, in the old lane; else prepared with the mappings of now
 * @param rate events a second; null for the server's usual rate
 */
public record ReplayOptions(boolean asWas, StaleReplay stale, @Nullable Integer rate) {
  public ReplayOptions {
    if (rate != null && rate < 1) {
      throw new IllegalArgumentException("the rate is " + rate + "; it must be 1 or more");
    }
  }
}
