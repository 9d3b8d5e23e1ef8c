package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadline.Load.Submission;
import io.leadline.sandbox.Fault;
import io.leadline.sandbox.FaultKind;
import io.leadline.sandbox.Operation;
import io.leadline.sandbox.SandboxCrm;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is told to stop while a call is on its way. */
@Tag(ChildLeadline.OF_ITS_OWN)
class StopTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int TERMINATED = 143;

  @TempDir Path folder;
  private SandboxCrm crm;
  private Map<String, String> environment;

  @BeforeEach
  void prepare() {
    crm = RunningLeadline.sandbox();
    environment = ChildLeadline.environment(RunningLeadline.environment(folder, crm));
    environment.put("STOP_DRAIN", "100ms");
  }

  @AfterEach
  void stop() {
    crm.close();
  }

  /** Holds until the test lets it go, so that nothing here depends on speed. */
  @Test
  void answers503UntilItIsGoneAndFinishesTheCallInHand() {
    crm.faults()
        .add(
            Fault.of(FaultKind.LATENCY)
                .on(Operation.CREATE_CONTACT)
                .withDelay(Duration.ofSeconds(60))
                .times(1));
    var submission = new Submission("in-hand", "in-hand@stop.example");
    try (var child = ChildLeadline.start(folder, environment)) {
      assertThat(child.caller().typeform(submission.body()).statusCode()).isEqualTo(200);
      await().atMost(SOON).until(() -> crm.summary().underWay() == 1);

      child.tellToStop();
      List<HttpResponse<String>> told = askUntilItStops(child);
      child.tellToStop();
      told.addAll(ask(child, 50));
      crm.faults().release();
      told.addAll(askUntilItIsGone(child));

      assertThat(child.awaitEnd()).as(child::output).isEqualTo(TERMINATED);
      assertThat(told).hasSizeGreaterThan(50);
      assertThat(told)
          .allSatisfy(
              answer -> {
                assertThat(answer.statusCode()).as(answer.body()).isIn(200, 503);
                if (answer.statusCode() == 503) {
                  assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                }
              });
      assertThat(child.output()).doesNotContain(" ERROR ");
    }
    assertDeliveredOnceByTheNext(submission);
  }

  private void assertDeliveredOnceByTheNext(Submission submission) {
    try (var again = RunningLeadline.startWith(environment)) {
      await().atMost(SOON).until(() -> again.ledger("typeform").pending() == 0);
      Delivered delivered = Delivered.to(crm);
      delivered.holdsAllOf(List.of(submission));
      delivered.hasEachPersonOnce();
      assertThat(delivered.extraProfiles(List.of(submission))).isZero();
      assertThat(again.caller().meter("leadline_repeated_total")).isZero();
      assertThat(again.caller().meter("leadline_recovered_total"))
          .as("lanes that nobody gave back")
          .isZero();
    }
    new CommandLineOf(environment).assertLedgerIsVerified();
  }

  /** Until the gate is closed. */
  private static List<HttpResponse<String>> askUntilItStops(ChildLeadline child) {
    var told = new ArrayList<HttpResponse<String>>();
    await()
        .atMost(SOON)
        .until(
            () -> {
              told.addAll(ask(child, 1));
              return told.get(told.size() - 1).statusCode() == 503;
            });
    return told;
  }

  private static List<HttpResponse<String>> ask(ChildLeadline child, int times) {
    var told = new ArrayList<HttpResponse<String>>();
    for (int i = 0; i < times; i++) {
      told.add(child.caller().typeform(new Submission("late", "late@stop.example").body()));
    }
    return told;
  }

  private static List<HttpResponse<String>> askUntilItIsGone(ChildLeadline child) {
    var told = new ArrayList<HttpResponse<String>>();
    try {
      while (true) {
        told.add(child.caller().tryTypeform(new Submission("late", "late@stop.example").body()));
      }
    } catch (IOException refusedOrReset) {
      return told;
    }
  }
}
