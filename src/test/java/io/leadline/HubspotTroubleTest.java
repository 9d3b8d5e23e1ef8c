package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadline.event.Documents;
import io.leadline.event.EventId;
import io.leadline.event.Reason;
import io.leadline.event.State;
import io.leadline.journal.EventDetail;
import io.leadline.sandbox.Contact;
import io.leadline.sandbox.Fault;
import io.leadline.sandbox.FaultKind;
import io.leadline.sandbox.Operation;
import io.leadline.sandbox.SandboxCrm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HubSpot sends ids only; what comes of it when the contact cannot be read. */
@Tag(RunningLeadline.FOR_LONG)
class HubspotTroubleTest {
  private static final AtomicLong IDS = new AtomicLong(9000);
  private static final Duration ASKED_FOR = Duration.ofSeconds(2);

  @TempDir static Path folder;
  private static SandboxCrm crm;
  private static RunningLeadline leadline;

  @BeforeAll
  static void start() {
    crm = RunningLeadline.sandbox();
    leadline = RunningLeadline.start(folder, crm);
  }

  @AfterEach
  void lift() {
    crm.faults().clear();
    commands(folder).assertLedgerIsVerified();
  }

  private static CommandLineOf commands(Path folder) {
    return new CommandLineOf(RunningLeadline.environment(folder, crm));
  }

  @AfterAll
  static void stop() {
    leadline.close();
    crm.close();
  }

  @Test
  void letsAnEventDieWhosePersonIsGone() {
    EventDetail event = leadline.awaitState(created(leadline, newId()), State.DEAD);

    assertThat(reason(event).code().code()).isEqualTo("subject_gone");
  }

  @Test
  void waitsAsLongAsHubspotAsks() {
    long id = known("limited@hubspot.example");
    crm.faults()
        .add(
            Fault.of(FaultKind.TOO_MANY_REQUESTS)
                .on(Operation.HUBSPOT_READ)
                .withRetryAfter(ASKED_FOR)
                .times(1));
    long before = System.nanoTime();

    leadline.awaitState(created(leadline, id), State.DELIVERED);

    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .as("from before it was refused to its delivery")
        .isGreaterThan(ASKED_FOR);
    assertThat(crm.hubspot().reads(String.valueOf(id))).isEqualTo(2);
    assertThat(people("limited@hubspot.example")).hasSize(1);
  }

  @Test
  void triesAgainWhenHubspotIsInTrouble() {
    long id = known("trouble@hubspot.example");
    crm.faults().add(Fault.of(FaultKind.SERVER_ERROR).on(Operation.HUBSPOT_READ).times(2));
    crm.faults().add(Fault.of(FaultKind.HTML_PAGE).on(Operation.HUBSPOT_READ).times(1));

    leadline.awaitState(created(leadline, id), State.DELIVERED);

    assertThat(people("trouble@hubspot.example")).hasSize(1);
    assertThat(crm.hubspot().reads(String.valueOf(id))).isEqualTo(4);
  }

  @Test
  void holdsUpNothingElseWhileHubspotHangs() {
    long slow = known("slow@hubspot.example");
    crm.faults().add(Fault.of(FaultKind.HANG).on(Operation.HUBSPOT_READ).times(1));
    EventId waiting = created(leadline, slow);
    await()
        .atMost(RunningLeadline.SOON)
        .until(() -> crm.hubspot().reads(String.valueOf(slow)) == 1);

    EventId other = created(leadline, known("quick@hubspot.example"));
    EventId typeform =
        RunningLeadline.eventOf(
            leadline.typeform(Forms.demoRequestOf("meanwhile", "typeform@hubspot.example")));

    leadline.awaitState(typeform, State.DELIVERED);
    leadline.awaitState(other, State.DELIVERED);
    assertThat(leadline.event(waiting).summary().state()).isEqualTo(State.RECEIVED);
    crm.faults().release();
    leadline.awaitState(waiting, State.DELIVERED);
  }

  @Test
  void waitsForATokenThatMayReadContacts(@TempDir Path ownFolder) {
    long id = known("token@hubspot.example");
    EventId event;
    try (var refused =
        RunningLeadline.start(
            ownFolder, crm, Map.of("HUBSPOT_TOKEN", "expired", "RETRY_AFTER_LONGEST", "1s"))) {
      event = created(refused, id);
      await()
          .atMost(RunningLeadline.SOON)
          .until(() -> refused.event(event).summary().reason() != null);
      EventDetail waiting = refused.event(event);
      assertThat(waiting.summary().state()).isEqualTo(State.RECEIVED);
      assertThat(reason(waiting).code().code()).isEqualTo("fetch_refused");
      assertThat(reason(waiting).sentence()).contains("HUBSPOT_TOKEN").doesNotContain("expired");
    }
    try (var right = RunningLeadline.start(ownFolder, crm)) {
      right.awaitState(event, State.DELIVERED);
      commands(ownFolder).assertLedgerIsVerified();

      assertThat(people("token@hubspot.example")).hasSize(1);
    }
  }

  private static long newId() {
    return IDS.incrementAndGet();
  }

  private static long known(String email) {
    long id = newId();
    crm.hubspot()
        .put(String.valueOf(id), Map.of("email", email, "firstname", "Ida", "lastname", "Rhodes"));
    return id;
  }

  private static EventId created(RunningLeadline server, long contact) {
    var batch = List.of(Forms.hubspotEvent(newId(), contact, null, null));
    return RunningLeadline.eventOf(server.hubspot(Documents.write(batch)));
  }

  private static Reason reason(EventDetail event) {
    assertThat(event.summary().reason()).isNotNull();
    return event.summary().reason();
  }

  private static List<Contact> people(String email) {
    return crm.contacts().stream().filter(contact -> contact.email().equals(email)).toList();
  }
}
