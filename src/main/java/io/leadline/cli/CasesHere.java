package io.leadline.cli;

import io.leadline.mapping.cases.MappingCases.SubmissionReader;
import io.leadline.receive.Hook;
import io.leadline.receive.HookFiles;
import io.leadline.receive.Hooks;
import io.leadline.sample.CaseRequests;
import io.leadline.settings.Settings;
import io.leadline.source.tool.Sources;
import java.nio.file.Path;

/** What cases need of the folders beside them. */
final class CasesHere {
  private CasesHere() {}

  /** Reads the requests of cases as the hooks here would; a route file that is wrong has none. */
  static SubmissionReader reader(Program program, Path mappings) {
    return new CaseRequests(
        hook -> hooks(program).find(hook).map(Hook::source), Sources::find, mappings);
  }

  /** Most cases hold a submission, and ask for no hook at all. */
  private static Hooks hooks(Program program) {
    return Hooks.of(
        new HookFiles(Sources.BUILT_IN, program.environment())
            .read(Settings.routes(program.environment()))
            .hooks());
  }
}
