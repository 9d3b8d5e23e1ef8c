package io.leadline.cli;

import io.leadline.mapping.cases.MappingCases.SubmissionReader;
import io.leadline.receive.Hook;
import io.leadline.sample.CaseRequests;
import io.leadline.source.tool.Sources;
import java.nio.file.Path;

/** What cases need of the folders beside them. */
final class CasesHere {
  private CasesHere() {}

  /** Reads the requests of cases as the hooks here would; a route file that is wrong has none. */
  static SubmissionReader reader(Program program, Path mappings) {
    return new CaseRequests(
        hook -> HooksHere.thatAreWhole(program).find(hook).map(Hook::source),
        Sources::find,
        mappings);
  }
}
