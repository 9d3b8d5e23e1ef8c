package io.leadline;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.leadline.Load.Submission;
import io.leadline.Load.Told;
import io.leadline.event.Documents;
import io.leadline.journal.TestStore;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A server that ends, as if killed, where it hurts most: what it left behind, and what the next one
 * makes of it.
 */
class CrashPointsTest {
  private static final Duration IN_THE_END = Duration.ofSeconds(90);
  private static final int KILLED = 137;

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

  @ParameterizedTest
  @EnumSource(TestStore.class)
  void beforeTheCommitOfAWebhookNothingOfItIsThereAndItsSenderWasNotToldSo(TestStore store) {
    on(store);
    List<Submission> all = Load.submissions(30);
    List<Told> told = sendOneByOneUntilItDies("append-before-commit:8", all);
    Set<Submission> acknowledged = taken(told);

    try (var again = ChildLeadline.start(folder, environment)) {
      assertThat(acknowledged).hasSize(7);
      assertThat(ledger(again, "received")).isEqualTo(7);
      sendAgainWhatWasNotAnswered(told, again);
      assertAllIsDeliveredOnce(again, all);
      assertThat(ledger(again, "duplicates")).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(TestStore.class)
  void beforeTheAnswerTheWebhookIsThereAndComingAgainIsOneEvent(TestStore store) {
    on(store);
    List<Submission> all = Load.submissions(30);
    List<Told> told = sendOneByOneUntilItDies("append-before-answer:8", all);
    Set<Submission> acknowledged = taken(told);

    try (var again = ChildLeadline.start(folder, environment)) {
      assertThat(acknowledged).hasSize(7);
      assertThat(ledger(again, "received")).isEqualTo(8);
      sendAgainWhatWasNotAnswered(told, again);
      assertAllIsDeliveredOnce(again, all);
      assertThat(ledger(again, "duplicates")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(TestStore.class)
  void beforePrepareCommitsTheEventsAreStillReceived(TestStore store) {
    on(store);
    List<Submission> all = Load.submissions(30);
    List<Told> told = sendUntilItDies("prepare-before-commit:2", all);

    try (var again = ChildLeadline.start(folder, environment)) {
      sendAgainWhatWasNotAnswered(told, again);
      assertAllIsDeliveredOnce(again, all);
    }
  }

  @ParameterizedTest
  @EnumSource(TestStore.class)
  void betweenAFetchAndItsCommitThePersonIsAskedForAgainAndDeliveredOnce(TestStore store) {
    on(store);
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
    try (var again = ChildLeadline.start(folder, environment)) {
      await().atMost(IN_THE_END).until(() -> ledger(again, "hubspot", "pending") == 0);
      assertThat(crm.hubspot().reads(String.valueOf(person))).isEqualTo(2);
      assertThat(ledger(again, "hubspot", "delivered")).isEqualTo(1);
      assertThat(crm.contacts()).hasSize(1);
      assertLedgerIsVerified();
    }
  }

  @ParameterizedTest
  @EnumSource(TestStore.class)
  void afterTheCrmTookAContactThatIsMadeAgainAndIsOneContact(TestStore store) {
    on(store);
    List<Submission> all = Load.submissions(30);
    List<Told> told = sendUntilItDies("contact-before-record:5", all);

    try (var again = ChildLeadline.start(folder, environment)) {
      sendAgainWhatWasNotAnswered(told, again);
      assertAllIsDeliveredOnce(again, all);
    }
  }

  @ParameterizedTest
  @EnumSource(TestStore.class)
  void afterTheCrmTookAProfileThatIsMadeAgainAndCounted(TestStore store) {
    on(store);
    List<Submission> all = Load.submissions(30);
    // One at a time: no other profile is on its way when the process ends.
    environment.put("CRM_CONCURRENCY", "1");
    List<Told> told = sendUntilItDies("profile-before-record:5", all);

    try (var again = ChildLeadline.start(folder, environment)) {
      sendAgainWhatWasNotAnswered(told, again);
      Delivered delivered = assertAllIsDelivered(again, all);
      assertThat(delivered.extraProfiles(all)).isEqualTo(1);
      assertThat(again.caller().meter("leadline_repeated_total")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(TestStore.class)
  void duringAMappingSwapWhatIsPreparedStaysAndTheRestTakesTheNewFiles(
      TestStore store, @TempDir Path mappings) throws IOException {
    on(store);
    copyShippedMappings(mappings);
    environment.put("MAPPINGS_DIR", mappings.toString());
    environment.put("LEADLINE_CRASH_AT", "mapping-swap");
    List<Told> told;
    try (var child = ChildLeadline.start(folder, environment);
        var load = new Load(child.caller(), 2).sendOn(Duration.ofMillis(20))) {
      await().atMost(IN_THE_END).until(() -> load.taken() >= 10);
      Path file = mappings.resolve("typeform-demo-request.yaml");
      Files.writeString(file, Files.readString(file) + "\n# changed while it runs\n");
      assertThat(child.awaitEnd()).as(child::output).isEqualTo(KILLED);
      assertThat(child.output().lines().filter(line -> line.contains("mappings loaded")))
          .as("the set of the start, and the changed one")
          .hasSize(2);
      told = load.end();
    }
    environment.remove("LEADLINE_CRASH_AT");

    try (var again = ChildLeadline.start(folder, environment)) {
      sendAgainWhatWasNotAnswered(told, again);
      assertAllIsDelivered(again, told.stream().map(Told::submission).toList());
    }
  }

  @ParameterizedTest
  @EnumSource(TestStore.class)
  void inTheMiddleOfAReplayTheRestIsReplayedByTheNextAndNothingTwice(
      TestStore store, @TempDir Path mappings) throws IOException {
    on(store);
    copyShippedMappings(mappings);
    environment.put("MAPPINGS_DIR", mappings.toString());
    List<Submission> dead = sendWhatCannotBeMapped(12);
    Path file = mappings.resolve("typeform-demo-request.yaml");
    Files.writeString(
        file, Files.readString(file).replace("email:      [", "email:      [mail_address, "));

    environment.put("LEADLINE_CRASH_AT", "replay-midway:2");
    try (var child = ChildLeadline.start(folder, environment)) {
      var replay =
          new CommandLineOf(environment).run("replay", "--state", "dead", "--rate", "5", "--go");
      assertThat(replay.code()).as(replay.said()).isZero();
      assertThat(child.awaitEnd()).as(child::output).isEqualTo(KILLED);
    } finally {
      environment.remove("LEADLINE_CRASH_AT");
    }
    assertThat(new CommandLineOf(environment).run("events", "--state", "dead").said())
        .as("what is left of the replay")
        .contains("typeform");

    try (var again = ChildLeadline.start(folder, environment)) {
      await().atMost(IN_THE_END).until(() -> ledger(again, "delivered") == dead.size());
      assertAllIsDeliveredOnce(again, dead);
    }
  }

  private List<Submission> sendWhatCannotBeMapped(int count) {
    List<Submission> submissions =
        IntStream.range(0, count)
            .mapToObj(i -> new Submission("dead-" + i, "dead" + i + "@crash.example"))
            .toList();
    try (var child = ChildLeadline.start(folder, environment)) {
      for (Submission one : submissions) {
        String body =
            Forms.demoRequest(one.token())
                .text("mail_address", "Where do we write to?", one.email())
                .text("name", "What is your name?", "Load Test")
                .text("message", "Anything else?", one.marker())
                .json();
        assertThat(child.caller().typeform(body).statusCode()).isEqualTo(200);
      }
      await().atMost(IN_THE_END).until(() -> ledger(child, "dead") == count);
      child.stop();
    }
    return submissions;
  }

  private static void copyShippedMappings(Path to) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("mappings"))) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private void on(TestStore store) {
    environment.put("JOURNAL_URL", store.freshUrl(folder));
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

  private static void sendAgainWhatWasNotAnswered(List<Told> told, ChildLeadline server) {
    List<Submission> unanswered =
        told.stream().filter(one -> !one.isTaken()).map(Told::submission).toList();
    try (var load = new Load(server.caller(), 2).send(unanswered)) {
      assertThat(load.await()).allMatch(Told::isTaken);
    }
  }

  private void assertAllIsDeliveredOnce(ChildLeadline server, List<Submission> all) {
    Delivered delivered = assertAllIsDelivered(server, all);
    // What was on its way elsewhere when the process ended may be there twice, and is counted.
    assertThat((double) delivered.extraProfiles(all))
        .isLessThanOrEqualTo(server.caller().meter("leadline_repeated_total"));
  }

  private Delivered assertAllIsDelivered(ChildLeadline server, List<Submission> all) {
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
    CommandLineOf.Result verified = new CommandLineOf(environment).run("ledger", "--verify");
    assertThat(verified.code()).as(verified.said()).isZero();
    assertThat(verified.said()).contains("a full count gives the same");
  }

  private static Set<Submission> taken(List<Told> told) {
    return told.stream().filter(Told::isTaken).map(Told::submission).collect(toSet());
  }

  private static int ledger(ChildLeadline server, String count) {
    return ledger(server, "typeform", count);
  }

  private static int ledger(ChildLeadline server, String hook, String count) {
    return JsonPath.read(
        server.caller().admin("/actuator/ledger").body(), "$.hooks." + hook + "." + count);
  }
}
