package io.leadline;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, which can be killed. */
final class ChildLeadline implements AutoCloseable {
  /** The tag of tests whose servers are processes of their own: .ci/run says where they run. */
  static final String OF_ITS_OWN = "process";

  private static final Duration TO_START = Duration.ofSeconds(60);

  private final Process process;
  private final Path output;
  private final Caller caller;

  private ChildLeadline(Process process, Path output, Caller caller) {
    this.process = process;
    this.output = output;
    this.caller = caller;
  }

  /** Serves with exactly this environment, and returns when it takes webhooks. */
  static ChildLeadline start(Path folder, Map<String, String> environment) {
    return start(folder, environment, ChildClasses.options());
  }

  /**
   * @param classes as of {@link ChildClasses}
   */
  static ChildLeadline start(Path folder, Map<String, String> environment, List<String> classes) {
    ChildLeadline child = launch(folder, environment, classes);
    try {
      await("the server is ready").atMost(TO_START).until(child::isReady);
    } catch (RuntimeException e) {
      child.close();
      throw new AssertionError("it did not start; it wrote:\n" + child.output(), e);
    }
    return child;
  }

  /** Starts the process with exactly this environment, and waits for nothing. */
  static ChildLeadline launch(Path folder, Map<String, String> environment) {
    return launch(folder, environment, ChildClasses.options());
  }

  private static ChildLeadline launch(
      Path folder, Map<String, String> environment, List<String> classes) {
    try {
      Path output = Files.createTempFile(folder, "child-", ".log");
      var builder =
          new ProcessBuilder(command(classes))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      String root = "http://localhost:" + environment.get("SERVER_PORT");
      return new ChildLeadline(builder.start(), output, new Caller(root));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(List<String> classes) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(classes);
    command.addAll(List.of(Leadline.class.getName(), "serve"));
    return command;
  }

  /** What {@link RunningLeadline} is given, on a port to which it can come back. */
  static Map<String, String> environment(Map<String, String> usual) {
    var environment = new HashMap<>(usual);
    environment.put("SERVER_PORT", String.valueOf(FreePort.any()));
    return environment;
  }

  private boolean isReady() {
    if (!process.isAlive()) {
      throw new IllegalStateException("it ended with code " + process.exitValue());
    }
    try {
      return caller.send(caller.request("/actuator/health/readiness").build()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  Caller caller() {
    return caller;
  }

  /** As {@code kill -9}. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** As {@code kill}: it may end what it has in hand. */
  int stop() {
    tellToStop();
    return awaitEnd();
  }

  /** The same, and waits for nothing. */
  void tellToStop() {
    process.toHandle().destroy();
  }

  /** As {@code kill -STOP} and {@code kill -CONT}. */
  void signal(String name) {
    try {
      int code = new ProcessBuilder("/bin/kill", "-" + name, "" + pid()).start().waitFor();
      if (code != 0) {
        throw new AssertionError("kill -" + name + " ended with " + code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** Waits for the process to end by itself, and gives its exit code. */
  int awaitEnd() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError("the process does not end; it wrote:\n" + output());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    awaitEnd();
  }
}
