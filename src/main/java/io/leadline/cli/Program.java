package io.leadline.cli;

import io.leadline.journal.Journal;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;

/**
 * What the commands need of the world around them.
 *
 * @param environment the environment variables
 */
public record Program(
    Map<String, String> environment,
    Clock clock,
    JournalOpener journals,
    Server serve,
    Server demo,
    PrintWriter out,
    PrintWriter err) {

  /** Opens the journal beside a running server, or while there is none. */
  @FunctionalInterface
  public interface JournalOpener {
    /**
     * Opens it; whoever asked closes it.
     *
     * @param url a JDBC URL
     * @throws RuntimeException with a sentence, when there is no such journal or it cannot be used
     */
    Journal open(String url);
  }

  /** Runs until it is stopped. */
  @FunctionalInterface
  public interface Server {
    /** Gives the exit code: 0 where it was stopped, 2 where it refused to start. */
    int run(Map<String, String> environment);
  }
}
