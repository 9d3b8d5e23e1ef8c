package io.leadline;

import io.leadline.cli.Commands;
import io.leadline.cli.Program;
import io.leadline.journal.jdbc.JournalFactory;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** Starts Leadline: {@code java -jar leadline.jar [COMMAND]}, the same as {@code ./leadline}. */
public final class Leadline {
  private Leadline() {}

  public static void main(String[] arguments) {
    System.exit(Commands.run(program(), arguments));
  }

  private static Program program() {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    return new Program(
        System.getenv(),
        Clock.systemUTC(),
        JournalFactory::beside,
        // Not method references: those would load Spring for commands that do without.
        environment -> new Serving(err).run(environment),
        environment -> new Demo(out, err).run(environment),
        out,
        err);
  }
}
