package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadline.Load.Submission;
import io.leadline.sandbox.SandboxCrm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The kernel's own word for it: a webhook is in the journal's log and that is flushed to the disk
 * before the first byte of its 200 is written. Needs Linux, strace and the right to attach it;
 * {@code -Dleadline.strace=required} fails where that is not to be had.
 */
@Tag(ChildLeadline.OF_ITS_OWN)
class OnDiskBeforeTheAnswerTest {
  private static final int SAMPLES = 10;
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;
  private SandboxCrm crm;
  private Map<String, String> environment;

  @BeforeEach
  void prepare() {
    crm = RunningLeadline.sandbox();
    environment = ChildLeadline.environment(RunningLeadline.environment(folder, crm));
  }

  @AfterEach
  void stop() {
    crm.close();
  }

  @Test
  void flushesTheJournalBeforeItAnswers200() throws Exception {
    List<Submission> samples =
        IntStream.range(0, SAMPLES)
            .mapToObj(i -> new Submission("traced-%04d".formatted(i), i + "@trace.example"))
            .toList();
    try (var child = ChildLeadline.start(folder, environment)) {
      Process strace = attach(child);
      for (Submission sample : samples) {
        assertThat(child.caller().typeform(sample.body()).statusCode()).isEqualTo(200);
      }
      // It lets go of the server, and its file is whole.
      strace.destroy();
      assertThat(strace.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    List<SystemCall> calls = SystemCall.read(trace());
    assertThat(samples)
        .allSatisfy(
            sample ->
                assertThat(stepsOf(calls, sample))
                    .as("what was done for %s, in order", sample.token())
                    .containsSubsequence("arrived", "written", "flushed", "answered"));
    new CommandLineOf(environment).assertLedgerIsVerified();
  }

  /** The steps of one webhook, from its arrival to the first answer after it. */
  private static List<String> stepsOf(List<SystemCall> calls, Submission sample) {
    List<String> all = calls.stream().map(call -> step(call, sample)).toList();
    int arrived = all.indexOf("arrived");
    assertThat(arrived).as("the arrival of %s", sample.token()).isNotNegative();
    int answered = arrived + all.subList(arrived, all.size()).indexOf("answered");
    return all.subList(arrived, answered + 1).stream().filter(step -> !step.isEmpty()).toList();
  }

  private static String step(SystemCall call, Submission sample) {
    boolean ofSample = call.data().contains(sample.token());
    if (call.isOn("socket:")) {
      boolean answers = call.writes() && call.data().contains("\"HTTP/1.1 200");
      return call.reads() && ofSample ? "arrived" : answers ? "answered" : "";
    }
    // What is in the log is in the journal; a checkpoint's flush of the file itself says nothing.
    if (!call.isOn("leadline.db-wal")) {
      return "";
    }
    return call.flushes() ? "flushed" : ofSample ? "written" : "";
  }

  private Path trace() {
    return folder.resolve("trace");
  }

  private Process attach(ChildLeadline child) throws IOException {
    Path said = folder.resolve("strace-said");
    Process strace;
    try {
      strace =
          new ProcessBuilder(
                  "strace",
                  "-f",
                  "-y",
                  "-s",
                  "70000",
                  "-e",
                  "trace=read,readv,recvfrom,write,writev,pwrite64,sendto,sendmsg,fsync,fdatasync",
                  "-o",
                  trace().toString(),
                  "-p",
                  String.valueOf(child.pid()))
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
    } catch (IOException notThere) {
      return skip("strace is not installed");
    }
    await()
        .atMost(SOON)
        .until(() -> !strace.isAlive() || Files.readString(said).contains("attached"));
    return strace.isAlive() ? strace : skip(Files.readString(said));
  }

  private static Process skip(String cause) {
    String why = "NOT TESTED: that the journal is flushed before the answer. " + cause;
    if ("required".equals(System.getProperty("leadline.strace"))) {
      throw new AssertionError(why);
    }
    System.err.println(why);
    Assumptions.abort(why);
    throw new AssertionError("not reached");
  }
}
