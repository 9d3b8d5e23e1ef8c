package io.leadline.prove;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Leadline in a process of its own, which can be killed. */
final class Server implements AutoCloseable {
  static final int KILLED = 137;

  private static final String MAIN = "io.leadline.Leadline";

  private final Process process;
  private final Path log;
  private final Instant startedAt;
  private final Thread killer;
  private final CompletableFuture<Instant> end;

  private Server(Process process, Path log, Instant startedAt, Clock clock) {
    this.process = process;
    this.log = log;
    this.startedAt = startedAt;
    this.killer = new Thread(process::destroyForcibly, "kill-server");
    this.end = process.onExit().thenApply(ended -> clock.instant());
    // Whoever interrupts the proof must not leave a server behind.
    Runtime.getRuntime().addShutdownHook(killer);
  }

  /** Starts the process with exactly this environment, and waits for nothing. */
  static Server start(Path log, Map<String, String> environment, List<String> options, Clock clock)
      throws IOException {
    var builder =
        new ProcessBuilder(command(options)).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Instant now = clock.instant();
    return new Server(builder.start(), log, now, clock);
  }

  /** The very Leadline that this process runs: its jar, or its class path. */
  private static List<String> command(List<String> options) {
    String classPath = System.getProperty("java.class.path");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        classPath.matches("[^:;]*\\.jar")
            ? List.of("-jar", classPath)
            : List.of("-cp", classPath, MAIN));
    command.add("serve");
    return command;
  }

  Instant startedAt() {
    return startedAt;
  }

  /** When it ended; null while that is not known. */
  @Nullable Instant endedAt() {
    return end.getNow(null);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** As {@code kill -9}. */
  void kill() {
    process.destroyForcibly();
  }

  /** As {@code kill}: it may end what it has in hand. */
  void stop() {
    process.destroy();
  }

  /** Stands still from now on, as a machine that is suspended; false where that is unknown. */
  boolean freeze() {
    return signal("STOP");
  }

  boolean thaw() {
    return signal("CONT");
  }

  private boolean signal(String name) {
    try {
      return new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor()
          == 0;
    } catch (IOException noSuchCommand) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Whether it has ended by then. */
  boolean awaitEnd(Duration longest) throws InterruptedException {
    return process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  int exitCode() {
    return process.exitValue();
  }

  Path log() {
    return log;
  }

  /** The last that it said. */
  String lastLines() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
      Runtime.getRuntime().removeShutdownHook(killer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalStateException ending) {
      // This process ends as well: the hook has run.
    }
  }
}
