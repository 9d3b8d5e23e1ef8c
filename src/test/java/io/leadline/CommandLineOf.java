package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.cli.Commands;
import io.leadline.cli.Program;
import io.leadline.journal.jdbc.JournalFactory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.Map;

/** Commands beside a running server, as {@code ./leadline COMMAND}. */
record CommandLineOf(Map<String, String> environment) {
  record Result(int code, String said) {}

  Result run(String... arguments) {
    var said = new StringWriter();
    var out = new PrintWriter(said, true);
    int code = Commands.run(program(out), arguments);
    out.flush();
    return new Result(code, said.toString());
  }

  /** A full count of all events gives what the counters say. */
  void assertLedgerIsVerified() {
    Result verified = run("ledger", "--verify");
    assertThat(verified.code()).as(verified.said()).isZero();
    assertThat(verified.said()).contains("a full count gives the same");
  }

  private Program program(PrintWriter out) {
    return new Program(
        environment,
        Clock.systemUTC(),
        JournalFactory::beside,
        CommandLineOf::isNotForTests,
        CommandLineOf::isNotForTests,
        out,
        out);
  }

  private static int isNotForTests(Map<String, String> environment) {
    throw new AssertionError("a command that serves needs a process of its own: ChildLeadline");
  }
}
