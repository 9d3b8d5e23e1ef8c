package io.leadline.cli;

import io.leadline.deliver.MappingTrial.Outcome;
import io.leadline.deliver.MappingTrial.Terms;
import io.leadline.event.ConnectionName;
import io.leadline.journal.Journal;
import io.leadline.mapping.MappingTexts;
import io.leadline.mapping.cases.MappingCases.SubmissionReader;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tries mappings as the servers would that share the journal: for every connection that the
 * environment speaks of, with the fields that the journal knows of it.
 */
final class TrialHere {
  private final Program program;
  private final Journal journal;

  TrialHere(Program program, Journal journal) {
    this.program = program;
    this.journal = journal;
  }

  /** Says for which connections, and every problem. */
  boolean passes(MappingTexts texts, SubmissionReader requests) {
    Map<ConnectionName, Terms> terms = terms(texts);
    program.out().println("tried for " + said(terms));
    Outcome outcome = SetsHere.trial(requests, program).of(texts, terms);
    if (outcome instanceof Outcome.Failed failed) {
      failed
          .problems()
          .forEach(problem -> program.out().println(Printable.lines(problem.toString())));
    }
    return outcome instanceof Outcome.Passed;
  }

  private Map<ConnectionName, Terms> terms(MappingTexts texts) {
    FieldsKnown fields = FieldsKnown.DOCUMENTED.with(journal, FieldsKnown.connections(program));
    return SetsHere.terms(MappingsToCheck.of(texts, program), fields, program);
  }

  /** Whoever forgot to name one sees it. */
  private static String said(Map<ConnectionName, Terms> connections) {
    return connections.entrySet().stream()
        .map(
            each ->
                "connection %s (%s)"
                    .formatted(
                        each.getKey(), each.getValue().mode().name().toLowerCase(Locale.ROOT)))
        .collect(Collectors.joining(", "));
  }
}
