package io.leadline.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a proof has done, to be compared with what was asked: a promise that was hardly tried is not
 * proved.
 *
 * @param points named points at which a server has ended itself
 * @param measured starts whose first delivery was measured
 * @param acknowledged submissions for the CRM
 * @param faulted calls whose answer a fault decided
 */
record Done(int kills, Set<String> points, int measured, int acknowledged, long faulted) {

  /** A sentence for each thing that was not done, or not often enough. */
  List<String> shortOf(Asked asked) {
    var lacking = new ArrayList<String>();
    if (kills < asked.fewestKills()) {
      lacking.add(
          "only %d of at least %d kills were done: the machine is too slow for this proof"
              .formatted(kills, asked.fewestKills()));
    }
    if (points.size() < asked.fewestPoints()) {
      var missed = new TreeSet<>(Endings.POINTS);
      missed.removeAll(points);
      lacking.add(
          "only %d of at least %d named points were reached; not reached: %s"
              .formatted(points.size(), asked.fewestPoints(), String.join(", ", missed)));
    }
    if (acknowledged == 0) {
      lacking.add("no submission for the CRM was acknowledged");
    }
    if (measured == 0) {
      lacking.add("of no start was the time to its first delivery measured");
    }
    if (faulted == 0 && asked.wantsFaults()) {
      lacking.add("no fault of the CRM hit a call");
    }
    return lacking;
  }
}
