package io.leadline.cli;

import io.leadline.journal.Journal;
import io.leadline.journal.QuarantinedRequest;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Show one request as it is kept: credentials are masked.")
final class QuarantineShowCommand implements Callable<Integer> {
  private final Program program;

  @Parameters(paramLabel = "NUMBER", description = "As the list has it.")
  private long number;

  @Option(names = "--body", description = "The body too. It is somebody's data.")
  private boolean body;

  QuarantineShowCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    try (Journal journal = Journals.open(program)) {
      Optional<QuarantinedRequest> kept = journal.quarantineShelf().find(number);
      kept.ifPresentOrElse(this::print, this::notThere);
      return kept.isPresent() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
  }

  private void print(QuarantinedRequest kept) {
    QuarantineTexts.lines(kept).forEach(program.out()::println);
    if (body) {
      program.out().println();
      program.out().println(Printable.lines(kept.request().body().asUtf8()));
    }
    program.out().flush();
  }

  private void notThere() {
    program.err().println("leadline: there is no request " + number + " in the quarantine");
    program.err().flush();
  }
}
