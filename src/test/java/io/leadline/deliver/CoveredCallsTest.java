package io.leadline.deliver;

import static io.leadline.deliver.Bench.ADA;
import static io.leadline.deliver.Bench.contact;
import static io.leadline.deliver.Bench.profile;
import static io.leadline.deliver.ScriptedCrm.answer;
import static io.leadline.deliver.ScriptedCrm.refused;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.crm.CrmRequest;
import io.leadline.crm.UnknownProfile;
import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.EventId;
import io.leadline.event.Happening.CallCovered;
import io.leadline.event.Person;
import io.leadline.event.State;
import io.leadline.journal.EventDetail;
import io.leadline.journal.EventDetail.Came;
import io.leadline.journal.EventDetail.Made;
import io.leadline.journal.Preparation.IsReady;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the CRM took just before is not sent again. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class CoveredCallsTest {
  private static final String CREATE = "createContact " + ADA;
  private static final String ADD = "addProfileToContact c-1";

  @TempDir Path folder;
  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(folder);
    bench.coveredWindow = ofMinutes(10);
    bench.connection = Bench.CONNECTION.withProfiles("leadline_event", UnknownProfile.REPEAT);
    bench.restart();
  }

  @AfterEach
  void close() {
    assertThat(bench.journal.countedLedger()).as("the ledger").isEqualTo(bench.journal.ledger());
    bench.close();
  }

  @Test
  void sendsADoubleClickOnceAndSaysSo() {
    EventId first = same("one");
    EventId second = same("two");

    bench.send();

    assertThat(bench.crm.calls()).containsExactly(CREATE, ADD);
    assertThat(bench.state(second)).isEqualTo(State.DELIVERED);
    assertThat(bench.reason(second)).contains("covered", first.value());
    assertThat(bench.reason(first)).isEqualTo("null");
    assertThat(bench.detail(second).made())
        .extracting(Made::came)
        .containsOnly(Came.COVERED)
        .hasSize(2);
    assertThat(bench.detail(second).made()).extracting(Made::coveredBy).containsOnly(first);
    assertThat(bench.told(CallCovered.class)).extracting("id").containsExactly(second, second);
  }

  @Test
  void addsANewProfileToTheContactThatItDidNotSendAgain() {
    bench.ready("one");
    EventId second = bench.ready("two");

    bench.send();

    assertThat(bench.crm.calls()).containsExactly(CREATE, ADD, ADD);
    assertThat(bench.state(second)).isEqualTo(State.DELIVERED);
    assertThat(bench.reason(second)).isEqualTo("null");
  }

  @Test
  void sendsAThenBThenAAgain() {
    for (String city : List.of("A", "B", "A")) {
      bench.ready("key " + bench.crm.requests.size() + city, List.of(inCity(city)));
      bench.send();
    }

    assertThat(bench.crm.requests)
        .extracting(r -> r.body().get("city"))
        .containsExactly("A", "B", "A");
  }

  @Test
  void sendsItAgainWhereAnotherMappingSaidSomethingElseInBetween() {
    readyBy("m", "1", inCity("A"));
    readyBy("other", "2", inCity("B"));
    readyBy("m", "3", inCity("A"));

    bench.send();

    assertThat(bench.crm.requests).hasSize(3);
  }

  @Test
  void sendsItAgainWhenTheWindowIsOver() {
    same("one");
    bench.send();
    same("two");
    bench.sendAfter(ofMinutes(10));

    assertThat(bench.crm.calls()).containsExactly(CREATE, ADD, CREATE, ADD);
  }

  @Test
  void sendsEverythingWhereTheWindowIsNothing() {
    bench.coveredWindow = Duration.ZERO;
    same("one");
    same("two");

    bench.send();

    assertThat(bench.crm.calls()).containsExactly(CREATE, ADD, CREATE, ADD);
  }

  @Test
  void trustsNoTimeToComeAfterAClockWasSetBack() {
    same("one");
    bench.send();
    bench.clock.goOn(ofHours(-1));
    same("two");
    bench.sendAfter(ofSeconds(2));

    assertThat(bench.crm.calls()).hasSize(4);
  }

  @Test
  void comparesWhatWouldBeSentToSomebodyWhoIsKnown() {
    var call =
        new Call(
            CallKind.CREATE_CONTACT,
            Bench.body("email", ADA, "city", "London"),
            null,
            List.of("city"));
    bench.ready("one", List.of(call));
    bench.ready("two", List.of(call));

    bench.send();

    assertThat(bench.crm.requests).hasSize(1);
  }

  @Test
  void coversNothingAfterAnAnswerThatWasLost() {
    bench.ready("one", List.of(inCity("A")));
    bench.send();
    EventId lost = bench.ready("two", List.of(inCity("B")));
    bench.crm.then(answer(502, ""));
    bench.send();
    bench.journal.discard(lost, "a person gives it up", bench.clock.instant());
    bench.ready("three", List.of(inCity("A")));

    bench.sendAfter(ofSeconds(2));

    assertThat(bench.crm.requests)
        .extracting(r -> r.body().get("city"))
        .containsExactly("A", "B", "A");
  }

  @Test
  void coversNoProfileOnceAnotherIsInDoubt() {
    bench.connection = Bench.CONNECTION.withProfiles("leadline_event", UnknownProfile.HOLD);
    bench.restart();
    for (String said : List.of("A", "B", "A")) {
      bench.ready("key " + bench.crm.requests.size(), List.of(contact(ADA), profile(said)));
      bench.crm.then(
          request ->
              String.valueOf(request.body().get("profile_payload")).contains("summary=B")
                  ? answer(502, "")
                  : ScriptedCrm.success(request));
      bench.crm.then(bench.crm.script.getLast());
      bench.send();
      bench.crm.script.clear();
    }

    assertThat(bench.crm.requests)
        .filteredOn(request -> request.kind() == CallKind.ADD_PROFILE)
        .extracting(CoveredCallsTest::saying)
        .containsExactly("A", "B", "A");
  }

  private static String saying(CrmRequest request) {
    return request.body().get("profile_payload") instanceof Map<?, ?> payload
        ? String.valueOf(payload.get("summary"))
        : "nothing";
  }

  @Test
  void coversTheSecondOfTwoProfilesByItsPlace() {
    List<Call> calls = List.of(contact(ADA), profile("a"), profile("b"));
    bench.ready("one", calls);
    bench.ready("two", calls);

    bench.send();

    assertThat(bench.crm.calls()).containsExactly(CREATE, ADD, ADD);
  }

  @Test
  void coversNothingByACallThatWasRefused() {
    same("one");
    same("two");
    bench.crm.then(ScriptedCrm::success).then(refused("no profile today"));

    bench.send();

    assertThat(bench.crm.calls()).containsExactly(CREATE, ADD, CREATE, ADD);
  }

  // ── a replay that comes out with another contact ─────────────────────────────────────────────

  @Test
  void makesAProfileAgainForTheContactThatAReplayComesOutWith() {
    EventId event = bench.ready("one", List.of(contact(ADA), profile("a"), profile("b")));
    bench.crm.then(ScriptedCrm::success).then(ScriptedCrm::success).then(refused("not b"));
    bench.send();
    assertThat(bench.state(event)).isEqualTo(State.DEAD);

    replay(event, List.of(inCity("mended"), profile("a"), profile("c")));
    bench.crm.then(answer(200, "{\"status\":\"success\",\"data\":{\"contact_id\":\"c-2\"}}"));
    bench.send();

    assertThat(bench.crm.calls())
        .containsExactly(
            CREATE, ADD, ADD, CREATE, "addProfileToContact c-2", "addProfileToContact c-2");
    assertThat(bench.state(event)).isEqualTo(State.DELIVERED);
    assertThat(bench.detail(event).made())
        .filteredOn(made -> made.kind() == CallKind.ADD_PROFILE)
        .extracting(EventDetail.Made::result)
        .filteredOn(Objects::nonNull)
        .extracting("contactId")
        .containsExactlyInAnyOrder("c-1", "c-2", "c-2");
  }

  @Test
  void makesAnAcceptedProfileNotAgainForTheSameContact() {
    EventId event = bench.ready("one", List.of(contact(ADA), profile("a"), profile("b")));
    bench.crm.then(ScriptedCrm::success).then(ScriptedCrm::success).then(refused("not b"));
    bench.send();

    replay(event, List.of(inCity("mended"), profile("a"), profile("c")));
    bench.send();

    assertThat(bench.crm.calls()).containsExactly(CREATE, ADD, ADD, CREATE, ADD);
    assertThat(bench.state(event)).isEqualTo(State.DELIVERED);
  }

  private void replay(EventId event, List<Call> calls) {
    assertThat(bench.journal.replay(event, bench.clock.instant())).contains(State.DEAD);
    prepare(event, "m", calls);
  }

  private EventId same(String key) {
    return bench.ready(key, List.of(contact(ADA), profile("the same")));
  }

  private static Call inCity(String city) {
    return new Call(CallKind.CREATE_CONTACT, Bench.body("email", ADA, "city", city));
  }

  private void readyBy(String mapping, String key, Call call) {
    prepare(bench.received(key, null, "{}"), mapping, List.of(call));
  }

  private void prepare(EventId event, String mapping, List<Call> calls) {
    bench.journal.prepare(
        List.of(
            new IsReady(
                event,
                mapping,
                "hash",
                new Person.ByEmail(ADA),
                calls,
                List.of(),
                null,
                bench.clock.instant())));
  }
}
