package io.leadline.cli;

import io.leadline.mapping.cases.MappingCases;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = "Run the cases beside the mapping files; exit code 1 if one fails. No server.")
final class TestCommand implements Callable<Integer> {
  private final Program program;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "MAPPINGS_DIR, or mappings, unless given.")
  private @Nullable Path named;

  TestCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    Path folder = MappingsToCheck.folder(named, program);
    MappingsToCheck mappings = MappingsToCheck.in(folder, program);
    return say(SetsHere.of(mappings, CasesHere.reader(program, folder), program).cases());
  }

  private int say(List<MappingCases.Result> results) {
    List<MappingCases.Result> failed = results.stream().filter(result -> !result.passed()).toList();
    failed.forEach(program.out()::println);
    program.out().println(results.size() - failed.size() + " passed, " + failed.size() + " failed");
    program.out().flush();
    return failed.isEmpty() ? 0 : 1;
  }
}
