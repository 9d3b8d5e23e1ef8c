package io.leadline.prove;

import io.leadline.sandbox.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a person is told at the end.
 *
 * @param asked what was to be done
 * @param calm whether all was acknowledged and nothing was pending at the end
 */
record Report(
    Asked asked,
    Verdict verdict,
    Acknowledged acknowledged,
    Troubles troubles,
    Summary crm,
    boolean calm) {

  boolean isGood() {
    return calm && verdict.losses().isEmpty() && problems().isEmpty();
  }

  List<String> lines(int shown) {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add("starts and ends   " + troubles);
    lines.add("faults            " + crm.faultsByKind());
    lines.add("first delivery    " + troubles.recoveries());
    lines.add("kept in journal   " + verdict.kept());
    lines.add(
        "refused by CRM    %d events died of it, and were replayed at the end"
            .formatted(verdict.refused()));
    lines.add("sent again        " + acknowledged.copies() + " copies of what was acknowledged");
    lines.add(
        "repeated          %d profiles are there twice; %d calls were cut in flight"
            .formatted(verdict.duplicateProfiles(), verdict.cut()));
    lines.add(
        "last sent         %d contacts could be compared with what was sent last"
            .formatted(verdict.compared()));
    lines.addAll(some("LOST", verdict.losses(), shown));
    lines.addAll(some("PROBLEM", problems(), shown));
    return lines;
  }

  private List<String> problems() {
    var hanging =
        calm
            ? Stream.<String>of()
            : Stream.of("not all was acknowledged and settled in time: " + unacknowledged());
    return Stream.of(
            verdict.problems().stream(),
            troubles.problems().stream(),
            acknowledged.problems().stream(),
            done().shortOf(asked).stream(),
            hanging)
        .flatMap(problems -> problems)
        .toList();
  }

  private Done done() {
    return new Done(
        troubles.kills(),
        troubles.pointsReached(),
        troubles.recoveries().count(),
        verdict.acknowledged(),
        crm.faultsByKind().values().stream().mapToLong(Long::longValue).sum());
  }

  private String unacknowledged() {
    int count = acknowledged.underWay().size();
    return count + " submissions without an answer";
  }

  private static List<String> some(String word, List<String> all, int shown) {
    var lines = new ArrayList<String>();
    all.stream().limit(shown).map(one -> word + ": " + one).forEach(lines::add);
    if (all.size() > shown) {
      lines.add(word + ": and " + (all.size() - shown) + " more");
    }
    return lines;
  }

  String lastLine() {
    return "acknowledged=%d delivered=%d lost=%d duplicate_profiles=%d kills=%d recovery_p99=%s"
        .formatted(
            verdict.acknowledged(),
            verdict.delivered(),
            verdict.losses().size(),
            verdict.duplicateProfiles(),
            troubles.kills(),
            Recoveries.inSeconds(troubles.recoveries().percentile(0.99)));
  }
}
