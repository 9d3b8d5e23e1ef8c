package io.leadline.mapping;

import io.leadline.mapping.yaml.Problem;
import java.util.List;

/** What came of compiling a mappings folder: all of it or nothing. */
public sealed interface Compilation {
  record Compiled(MappingSet set, List<Problem> warnings) implements Compilation {}

  /** Every problem of every file, errors and warnings, by file and position. */
  record Refused(List<Problem> problems) implements Compilation {}
}
