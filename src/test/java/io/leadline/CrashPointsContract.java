package io.leadline;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.leadline.Load.Submission;
import io.leadline.Load.Told;
import io.leadline.event.Documents;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.journal.Journal;
import io.leadline.journal.TestStore;
import io.leadline.sandbox.Fault;
import io.leadline.sandbox.FaultKind;
import io.leadline.sandbox.SandboxCrm;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that ends, as if killed, where it hurts most: what it left behind, and what the next one
 * makes of it.
 */
@Tag(ChildLeadline.OF_ITS_OWN)
abstract class CrashPointsContract {
  private static final Duration IN_THE_END = Duration.ofSeconds(90);
  private static final int KILLED = 137;

  private final TestStore store;
  @TempDir Path folder;
  private SandboxCrm crm;
  private Map<String, String> environment;

  CrashPointsContract(TestStore store) {
    this.store = store;
  }

  @BeforeEach
  void prepare() {
    crm = RunningLeadline.sandbox();
    environment = ChildLeadline.environment(RunningLeadline.environment(folder, crm));
    environment.put("JOURNAL_URL", store.freshUrl(folder));
  }

  @AfterEach
  void stop() {
    crm.close();
  }

  @Test
  void beforeTheCommitOfAWebhookNothingOfItIsThereAndItsSenderWasNotToldSo() {
    List<Submission> all = Load.submissions(30);
    List<Told> told = sendOneByOneUntilItDies("append-before-commit:8", all);
    Set<Submission> acknowledged = taken(told);

    try (var again = RunningLeadline.startWith(environment)) {
      assertThat(acknowledged).hasSize(7);
      assertThat(ledger(again, "received")).isEqualTo(7);
      sendAgainWhatWasNotAnswered(told, again);
      assertAllIsDeliveredOnce(again, all);
      assertThat(ledger(again, "duplicates")).isZero();
    }
  }

  @Test
  void beforeTheAnswerTheWebhookIsThereAndComingAgainIsOneEvent() {
    List<Submission> all = Load.submissions(30);
    List<Told> told = sendOneByOneUntilItDies("append-before-answer:8", all);
    Set<Submission> acknowledged = taken(told);

    try (var again = RunningLeadline.startWith(environment)) {
      assertThat(acknowledged).hasSize(7);
      assertThat(ledger(again, "received")).isEqualTo(8);
      sendAgainWhatWasNotAnswered(told, again);
      assertAllIsDeliveredOnce(again, all);
      assertThat(ledger(again, "duplicates")).isEqualTo(1);
    }
  }

  @Test
  void beforePrepareCommitsTheEventsAreStillReceived() {
    List<Submission> all = Load.submissions(30);
    List<Told> told = sendUntilItDies("prepare-before-commit:2", all);
    assertThat(eventsOf("received")).as("what was being prepared").contains("typeform");

    try (var again = RunningLeadline.startWith(environment)) {
      sendAgainWhatWasNotAnswered(told, again);
      assertAllIsDeliveredOnce(again, all);
    }
  }

  @Test
  void betweenAFetchAndItsCommitThePersonIsAskedForAgainAndDeliveredOnce() {
    long person = 70001;
    crm.hubspot()
        .put(
            String.valueOf(person),
            Map.of("email", "ida@crash.example", "firstname", "Ida", "lastname", "Rhodes"));
    environment.put("LEADLINE_CRASH_AT", "prepare-before-commit");
    try (var child = ChildLeadline.start(folder, environment)) {
      HttpResponse<String> answer =
          child
              .caller()
              .hubspot(Documents.write(List.of(Forms.hubspotEvent(1, person, null, null))));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(child.awaitEnd()).isEqualTo(KILLED);
    }
    assertThat(crm.hubspot().reads(String.valueOf(person))).isEqualTo(1);
    assertThat(crm.contacts()).isEmpty();

    environment.remove("LEADLINE_CRASH_AT");
    try (var again = RunningLeadline.startWith(environment)) {
      await().atMost(IN_THE_END).until(() -> ledger(again, "hubspot", "pending") == 0);
      assertThat(crm.hubspot().reads(String.valueOf(person))).isEqualTo(2);
      assertThat(ledger(again, "hubspot", "delivered")).isEqualTo(1);
      assertThat(crm.contacts()).hasSize(1);
      assertLedgerIsVerified();
    }
  }

  @Test
  void afterTheCrmTookAContactThatIsMadeAgainAndIsOneContact() {
    List<Submission> all = Load.submissions(30);
    // One at a time: no other contact is on its way when the process ends.
    environment.put("CRM_CONCURRENCY", "1");
    List<Told> told = sendUntilItDies("contact-before-record:5", all);

    try (var again = RunningLeadline.startWith(environment)) {
      sendAgainWhatWasNotAnswered(told, again);
      assertAllIsDeliveredOnce(again, all);
      assertThat(crm.contacts())
          .filteredOn(contact -> contact.createCalls() > 1)
          .as("made again: the one of which the journal did not know")
          .hasSize(1);
    }
  }

  @Test
  void afterTheCrmTookAProfileThatIsMadeAgainAndCounted() {
    List<Submission> all = Load.submissions(30);
    // One at a time: no other profile is on its way when the process ends.
    environment.put("CRM_CONCURRENCY", "1");
    List<Told> told = sendUntilItDies("profile-before-record:5", all);

    try (var again = RunningLeadline.startWith(environment)) {
      sendAgainWhatWasNotAnswered(told, again);
      Delivered delivered = assertAllIsDelivered(again, all);
      assertThat(delivered.extraProfiles(all)).isEqualTo(1);
      assertThat(again.caller().meter("leadline_repeated_total")).isEqualTo(1);
    }
  }

  @Test
  void duringAMappingSwapWhatIsPreparedStaysAndTheRestTakesTheNewFiles(@TempDir Path mappings)
      throws IOException {
    copyShippedMappings(mappings);
    environment.put("MAPPINGS_DIR", mappings.toString());
    environment.put("LEADLINE_CRASH_AT", "mapping-swap");
    // Nothing is delivered before the crash.
    crm.faults().add(Fault.of(FaultKind.SERVER_ERROR));
    List<Submission> before = Load.submissions(10);
    List<Submission> after = IntStream.range(1000, 1010).mapToObj(Load::submission).toList();
    List<Told> meanwhile;
    try (var child = ChildLeadline.start(folder, environment)) {
      before.forEach(one -> assertIsTaken(child.caller(), one));
      await()
          .atMost(IN_THE_END)
          .until(() -> child.caller().meter("leadline_prepared_total") == before.size());
      try (var load = new Load(child.caller(), 2).sendOnFrom(100, Duration.ofMillis(20))) {
        await().atMost(IN_THE_END).until(() -> load.taken() >= 5);
        changeCases(mappings, "\\nMessage: When", "\\nBy the new file: When");
        change(mappings, "- \"Message: {{", "- \"By the new file: {{");
        assertThat(child.awaitEnd()).as(child::output).isEqualTo(KILLED);
        meanwhile = load.end();
      }
      assertThat(child.output().lines().filter(line -> line.contains("mappings loaded")))
          .as("the set of the start, and the changed one")
          .hasSize(2);
    }
    environment.remove("LEADLINE_CRASH_AT");
    crm.faults().clear();

    try (var again = RunningLeadline.startWith(environment)) {
      sendAgainWhatWasNotAnswered(meanwhile, again);
      after.forEach(one -> assertIsTaken(again.caller(), one));
      List<Submission> all =
          Stream.of(before, submissionsOf(meanwhile), after).flatMap(List::stream).toList();
      Delivered delivered = assertAllIsDelivered(again, all);
      assertThat(before).allMatch(one -> delivered.saysOf(one, "Message: "));
      assertThat(after).allMatch(one -> delivered.saysOf(one, "By the new file: "));
      assertThat(delivered.extraProfiles(all)).isZero();
    }
  }

  @Test
  void inTheMiddleOfAReplayTheRestIsReplayedByTheNextAndNothingTwice(@TempDir Path mappings)
      throws IOException {
    copyShippedMappings(mappings);
    environment.put("MAPPINGS_DIR", mappings.toString());
    List<Submission> dead = storeWhatCouldNotBeMapped(12);
    change(mappings, "email:      [", "email:      [mail_address, ");

    environment.put("LEADLINE_CRASH_AT", "replay-midway:2");
    try (var child = ChildLeadline.start(folder, environment)) {
      var replay =
          new CommandLineOf(environment).run("replay", "--state", "dead", "--rate", "5", "--go");
      assertThat(replay.code()).as(replay.said()).isZero();
      assertThat(child.awaitEnd()).as(child::output).isEqualTo(KILLED);
    } finally {
      environment.remove("LEADLINE_CRASH_AT");
    }
    assertThat(eventsOf("dead")).as("what is left of the replay").contains("typeform");

    try (var again = RunningLeadline.startWith(environment)) {
      await().atMost(IN_THE_END).until(() -> ledger(again, "delivered") == dead.size());
      assertAllIsDeliveredOnce(again, dead);
    }
  }

  /** Their address stands where the shipped mapping does not look for it. */
  private List<Submission> storeWhatCouldNotBeMapped(int count) {
    List<Submission> submissions =
        IntStream.range(0, count)
            .mapToObj(i -> new Submission("dead-" + i, "dead" + i + "@crash.example"))
            .toList();
    try (Journal journal = StoredEvents.serve(environment)) {
      var reason = new Reason(ReasonCode.MAPPING_FAILED, "There is no e-mail address.");
      StoredEvents.die(
          journal,
          StoredEvents.receive(journal, submissions, CrashPointsContract::withAnotherQuestion)
              .stream()
              .collect(toMap(event -> event, event -> reason)));
    }
    return submissions;
  }

  private static String withAnotherQuestion(Submission submission) {
    return Forms.demoRequest(submission.token())
        .text("mail_address", "Where do we write to?", submission.email())
        .text("name", "What is your name?", "Load Test")
        .text("message", "Anything else?", submission.marker())
        .json();
  }

  private static void change(Path mappings, String from, String to) throws IOException {
    replaceIn(mappings.resolve("typeform-demo-request.yaml"), from, to);
  }

  /** A mapping that comes out otherwise than its cases say is not taken up. */
  private static void changeCases(Path mappings, String from, String to) throws IOException {
    replaceIn(mappings.resolve("typeform-demo-request.cases.yaml"), from, to);
  }

  private static void replaceIn(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  private static void copyShippedMappings(Path to) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("mappings"))) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  /** One by one: what another had stored, and not answered yet, would hide the point. */
  private List<Told> sendOneByOneUntilItDies(String point, List<Submission> all) {
    return sendUntilItDies(point, all, 1);
  }

  private List<Told> sendUntilItDies(String point, List<Submission> all) {
    return sendUntilItDies(point, all, 3);
  }

  /** Sends to a server that is to die on the way, and sees that it died there. */
  private List<Told> sendUntilItDies(String point, List<Submission> all, int clients) {
    environment.put("LEADLINE_CRASH_AT", point);
    try (var child = ChildLeadline.start(folder, environment);
        var load = new Load(child.caller(), clients).send(all)) {
      assertThat(child.awaitEnd()).as(child::output).isEqualTo(KILLED);
      assertThat(child.output()).contains("LEADLINE_CRASH_AT is set").contains("this process ends");
      return load.await();
    } finally {
      environment.remove("LEADLINE_CRASH_AT");
    }
  }

  private static void sendAgainWhatWasNotAnswered(List<Told> told, RunningLeadline server) {
    List<Submission> unanswered =
        told.stream().filter(one -> !one.isTaken()).map(Told::submission).toList();
    try (var load = new Load(server.caller(), 2).send(unanswered)) {
      assertThat(load.await()).allMatch(Told::isTaken);
    }
  }

  private void assertAllIsDeliveredOnce(RunningLeadline server, List<Submission> all) {
    Delivered delivered = assertAllIsDelivered(server, all);
    // What was on its way elsewhere when the process ended may be there twice, and is counted.
    assertThat((double) delivered.extraProfiles(all))
        .isLessThanOrEqualTo(server.caller().meter("leadline_repeated_total"));
  }

  private Delivered assertAllIsDelivered(RunningLeadline server, List<Submission> all) {
    await().atMost(IN_THE_END).until(() -> ledger(server, "pending") == 0);
    assertThat(ledger(server, "received")).isEqualTo(all.size());
    assertThat(ledger(server, "delivered")).isEqualTo(all.size());
    Delivered delivered = Delivered.to(crm);
    delivered.holdsAllOf(all);
    delivered.hasEachPersonOnce();
    delivered.holdsOnlyPeopleOf(all);
    assertThat(crm.summary().overlaps()).isZero();
    assertLedgerIsVerified();
    return delivered;
  }

  private void assertLedgerIsVerified() {
    new CommandLineOf(environment).assertLedgerIsVerified();
  }

  private static void assertIsTaken(Caller caller, Submission submission) {
    assertThat(caller.typeform(submission.body()).statusCode()).isEqualTo(200);
  }

  private String eventsOf(String state) {
    return new CommandLineOf(environment).run("events", "--state", state).said();
  }

  private static List<Submission> submissionsOf(List<Told> told) {
    return told.stream().map(Told::submission).toList();
  }

  private static Set<Submission> taken(List<Told> told) {
    return told.stream().filter(Told::isTaken).map(Told::submission).collect(toSet());
  }

  private static long ledger(RunningLeadline server, String count) {
    return ledger(server, "typeform", count);
  }

  private static long ledger(RunningLeadline server, String hook, String count) {
    return JsonPath.<Integer>read(
        server.admin("/actuator/ledger").body(), "$.hooks." + hook + "." + count);
  }
}
