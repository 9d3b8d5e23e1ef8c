package io.leadline.cli;

import io.leadline.mapping.cases.MappingCases.SubmissionReader;
import io.leadline.receive.Hook;
import io.leadline.sample.CaseRequests;
import io.leadline.sample.SampleFile;
import io.leadline.source.tool.Sources;
import java.nio.file.Path;
import java.util.function.Function;

/** What cases need of the folders beside them. */
final class CasesHere {
  private CasesHere() {}

  /** Reads the requests of cases as the hooks here would; a route file that is wrong has none. */
  static SubmissionReader reader(Program program, Path mappings) {
    return reader(program, file -> SampleFile.read(mappings.resolve(file)));
  }

  /** The same, where the files that cases name are not in a folder. */
  static SubmissionReader reader(Program program, Function<String, SampleFile> files) {
    var hooks = HooksHere.whenAsked(program);
    return new CaseRequests(hook -> hooks.get().find(hook).map(Hook::source), Sources::find, files);
  }
}
