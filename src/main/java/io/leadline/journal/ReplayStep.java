package io.leadline.journal;

import java.util.Map;

/**
 * What one step of a run did.
 *
 * @param outcomes how many events came to what; empty when it was too early for more
 * @param finished whether this step ended the run
 */
public record ReplayStep(Map<ReplayOutcome, Integer> outcomes, boolean finished) {
  /** A step that did nothing. */
  public static final ReplayStep NOTHING = new ReplayStep(Map.of(), false);

  public int of(ReplayOutcome outcome) {
    return outcomes.getOrDefault(outcome, 0);
  }
}
