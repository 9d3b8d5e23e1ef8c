package io.leadline.cli;

import io.leadline.deliver.MappingTrial;
import io.leadline.deliver.MappingTrial.Outcome;
import io.leadline.deliver.MappingTrial.Terms;
import io.leadline.event.ConnectionName;
import io.leadline.mapping.MappingSet;
import io.leadline.mapping.MappingTexts;
import io.leadline.mapping.cases.MappingCases;
import io.leadline.mapping.cases.MappingCases.SubmissionReader;
import io.leadline.receive.Hook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sets that servers with this environment would make of some texts: one for each connection,
 * with its mode and the fields that are known of it.
 */
record SetsHere(MappingTexts texts, MappingTrial trial, Map<ConnectionName, MappingSet> sets) {

  /**
   * @throws Refused with all that is wrong
   */
  static SetsHere of(MappingsToCheck mappings, SubmissionReader requests, Program program) {
    MappingTrial trial = trial(requests, program);
    Outcome outcome =
        trial.compile(mappings.texts(), terms(mappings, FieldsKnown.kept(program), program));
    if (outcome instanceof Outcome.Passed passed) {
      return new SetsHere(mappings.texts(), trial, passed.sets());
    }
    throw Refused.of(((Outcome.Failed) outcome).problems(), mappings::path);
  }

  /** The same, for who runs no cases. */
  static SetsHere of(MappingsToCheck mappings, Program program) {
    return of(mappings, SubmissionReader.INLINE_ONLY, program);
  }

  static MappingTrial trial(SubmissionReader requests, Program program) {
    var hooks = HooksHere.whenAsked(program);
    return new MappingTrial(hook -> hooks.get().find(hook).map(Hook::connection), requests);
  }

  static Map<ConnectionName, Terms> terms(
      MappingsToCheck mappings, FieldsKnown fields, Program program) {
    var terms = new LinkedHashMap<ConnectionName, Terms>();
    for (ConnectionName name : FieldsKnown.connections(program)) {
      terms.put(name, new Terms(mappings.of(name, program).mode(), fields.of(name)));
    }
    return terms;
  }

  /**
   * The set by which events of a connection are decided; the usual one for one that is not here.
   */
  MappingSet of(ConnectionName connection) {
    return sets.getOrDefault(connection, trial.usual(sets));
  }

  /** The set by which a mapping's events are decided. */
  MappingSet ofMapping(String mapping) {
    return trial.setFor(mapping, sets);
  }

  /** Each case, run with the set of its mapping. */
  List<MappingCases.Result> cases() {
    return trial.cases(texts, sets);
  }
}
