package io.leadline.deliver;

import static io.leadline.deliver.ScriptedCrm.answer;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.crm.Reply;
import io.leadline.event.ConnectionName;
import io.leadline.event.EventId;
import io.leadline.event.Fetch;
import io.leadline.event.Happening.DefectFound;
import io.leadline.event.Happening.EventDied;
import io.leadline.event.Happening.EventIgnored;
import io.leadline.event.Happening.EventPrepared;
import io.leadline.event.Happening.RetryScheduled;
import io.leadline.event.Happening.SubjectFetched;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.event.State;
import io.leadline.journal.Preparation;
import io.leadline.journal.Received;
import io.leadline.source.Source;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class PrepareReceivedTest {
  private static final String MAPPING =
      """
      hook: typeform
      createContact:
        email: $.answers.email
        first_name: $.answers.name
        contact_status: Active
        contact_source: Web
        entity_name: Acme
        entity_label: Company
        entity_status: Active
        address: $.answers.%s
      """;
  private static final String IGNORING =
      """
      hook: typeform
      when:
        $.answers.email: ignore@me.example
      ignore: tests of our own
      """;
  private static final String ADA = "{\"email\":\"ada@acme.example\",\"name\":\"Ada\"}";
  private static final @Nullable Reply NO_TOKEN = null;

  @TempDir Path folder;
  private Bench bench;
  private final Deque<Optional<Reply>> answers = new ArrayDeque<>();
  private final List<Fetch> asked = new ArrayList<>();
  private AskSender sender;
  private PrepareReceived prepare;

  @BeforeEach
  void open() {
    bench = new Bench(folder);
    takeUp(mappingWith("street"));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void takeUp(Map<String, String> files) {
    bench.mappingFiles = files;
    bench.mappings.refresh();
    bench.mappings.refresh();
    sender =
        new AskSender(
            (hook, fetch) -> {
              asked.add(fetch);
              return answers.isEmpty() ? Optional.of(answer(200, ADA)) : answers.poll();
            },
            bench.settings,
            Bench.MIDDLE,
            bench.told::add,
            bench.clock,
            bench.clock);
    prepare =
        new PrepareReceived(
            bench.journal,
            event ->
                event.source().equals("plain")
                    ? Optional.<Source>of(new PlainSource())
                    : Optional.empty(),
            bench.mappings,
            sender,
            new NoteForms(bench.journal.forms(), ignored -> {}),
            bench.told::add,
            bench.clock);
  }

  private static Map<String, String> mappingWith(String address) {
    return Map.of("a.yaml", IGNORING, "b.yaml", MAPPING.formatted(address));
  }

  private void each() {
    prepare.each(bench.journal.received(bench.clock.instant(), 200));
  }

  private void burst() {
    bench.journal.subjectsReceived(bench.clock.instant(), Set.of(), 200).stream()
        .limit(1)
        .forEach(prepare::burst);
  }

  // ── replays in a burst ────────────────────────────────────────────────────────────────────────

  /** It may be left out yet, for something newer that was delivered; then nothing would be sent. */
  @Test
  void letsAReplayNeitherCoverNorBeCovered() {
    EventId old = bench.received("1", "p1", "{}");
    bench.journal.prepare(
        List.of(
            new Preparation.IsDead(
                old,
                null,
                null,
                new Reason(ReasonCode.MAPPING_FAILED, "No e-mail."),
                List.of(),
                bench.clock.instant())));
    bench.journal.replay(old, bench.clock.instant());
    EventId live = bench.received("2", "p1", "{\"n\":2}");
    EventId another = bench.received("3", "p1", "{\"n\":3}");

    burst();

    assertThat(bench.state(old)).isEqualTo(State.READY);
    assertThat(bench.state(live)).isEqualTo(State.READY);
    assertThat(bench.state(another)).as("covered by the live one").isEqualTo(State.IGNORED);
    assertThat(bench.reason(another)).contains(live.value());
  }

  // ── events that stand for themselves ─────────────────────────────────────────────────────────

  @Test
  void preparesABatchWhateverIsInIt() {
    EventId good = bench.received("good", null, ADA);
    EventId ignored = bench.received("ignored", null, "{\"email\":\"ignore@me.example\"}");
    EventId unreadable = bench.received("unreadable", null, "<html>");
    EventId broken = bench.received("broken", null, "defect");
    EventId failing = bench.received("failing", null, "{\"name\":\"Ada\"}");
    EventId last = bench.received("last", null, ADA);

    each();

    assertThat(bench.state(good)).isEqualTo(State.READY);
    assertThat(bench.detail(good).calls()).hasSize(1);
    assertThat(bench.reason(ignored)).contains("mapping_ignores", "tests of our own");
    assertThat(bench.reason(unreadable)).contains("unreadable");
    assertThat(bench.reason(broken)).contains("internal_error", "IllegalStateException");
    assertThat(bench.reason(failing)).contains("mapping_failed", "email", "b.yaml:3");
    assertThat(bench.state(last)).isEqualTo(State.READY);
    assertThat(bench.told(EventPrepared.class)).hasSize(2);
    assertThat(bench.told(EventIgnored.class)).hasSize(1);
    assertThat(bench.told(EventDied.class)).hasSize(3);
    assertThat(bench.told(DefectFound.class)).hasSize(1);
  }

  @Test
  void letsEventsWaitWhileThereIsNoMappingSet(@TempDir Path withoutAny) {
    bench.close();
    bench = new Bench(withoutAny);
    takeUp(Map.of("b.yaml", "nonsense: true"));
    EventId event = bench.received("one", null, ADA);
    each();
    assertThat(bench.mappings.areInForce()).isFalse();
    assertThat(bench.state(event)).isEqualTo(State.RECEIVED);
    assertThat(bench.detail(event).summary().attempts()).isZero();

    takeUp(mappingWith("street"));
    each();
    assertThat(bench.state(event)).isEqualTo(State.READY);
  }

  @Test
  void putsOffAnEventOfAConnectionThatIsConfiguredNoMore() {
    EventId event = bench.received(new ConnectionName("eu"), "one", null, ADA);

    each();

    assertThat(bench.state(event)).isEqualTo(State.RECEIVED);
    assertThat(bench.reason(event)).contains("connection 'eu' is not configured");
    assertThat(bench.journal.received(bench.clock.instant(), 200)).isEmpty();
  }

  @Test
  void tellsNothingOfAnEventThatSomebodyElsePrepared() {
    bench.received("one", null, ADA);
    List<Received> batch = bench.journal.received(bench.clock.instant(), 200);
    prepare.each(batch);
    bench.told.clear();

    prepare.each(batch);

    assertThat(bench.told).isEmpty();
  }

  // ── bursts ────────────────────────────────────────────────────────────────────────────────────

  @Test
  void asksOnceForABurstAndMakesOneSetOfCalls() {
    EventId first = bench.received("1", "p1", "{}");
    EventId second = bench.received("2", "p1", "{\"n\":2}");
    EventId third = bench.received("3", "p1", "{\"n\":3}");
    EventId other = bench.received("4", "p2", "{\"n\":4}");

    burst();

    assertThat(asked).hasSize(1);
    assertThat(bench.state(first)).isEqualTo(State.READY);
    assertThat(bench.reason(second)).contains("covered", first.value());
    assertThat(bench.reason(third)).contains("covered", first.value());
    assertThat(bench.state(other)).isEqualTo(State.RECEIVED);
    assertThat(bench.told(SubjectFetched.class))
        .singleElement()
        .matches(told -> told.events() == 3 && told.answer().equals("found"));
  }

  @Test
  void coversNothingThatComesOutOtherwise() {
    takeUp(Map.of("b.yaml", MAPPING.formatted("street").replace("$.answers.street", "$.event_id")));
    EventId first = bench.received("1", "p1", "{}");
    EventId second = bench.received("2", "p1", "{\"n\":2}");

    burst();

    assertThat(List.of(bench.state(first), bench.state(second))).containsOnly(State.READY);
    assertThat(asked).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 410})
  void killsAnEventWhosePersonIsGone(int status) {
    EventId event = bench.received("1", "p1", "{}");
    answers.add(Optional.of(answer(status, "")));

    burst();

    assertThat(bench.reason(event)).contains("subject_gone");
  }

  @Test
  void holdsBackTheHookWhereItsSenderLimitsUs() {
    EventId event = bench.received("1", "p1", "{}");
    answers.add(Optional.of(answer(429, "", "Retry-After", "60")));

    burst();
    assertThat(bench.reason(event)).contains("rate_limited");
    assertThat(sender.holdOf(Bench.HOOK)).isPresent();
    EventId another = bench.received("2", "p2", "{\"n\":2}");
    burst();
    assertThat(asked).as("is left alone meanwhile").hasSize(1);
    assertThat(bench.state(another)).isEqualTo(State.RECEIVED);

    bench.clock.goOn(ofSeconds(60));
    burst();
    burst();
    assertThat(List.of(bench.state(event), bench.state(another))).containsOnly(State.READY);
  }

  @Test
  void waitsForATokenThatIsRefused() {
    EventId event = bench.received("1", "p1", "{}");
    answers.add(Optional.of(answer(401, "")));

    burst();

    assertThat(bench.state(event)).isEqualTo(State.RECEIVED);
    assertThat(bench.reason(event)).contains("fetch_refused", "TYPEFORM_TOKEN");
    bench.clock.goOn(ofMinutes(1));
    burst();
    assertThat(bench.state(event)).isEqualTo(State.READY);
  }

  @Test
  void waitsForATokenThatIsNotSet() {
    EventId event = bench.received("1", "p1", "{}");
    answers.add(Optional.ofNullable(NO_TOKEN));

    burst();

    assertThat(bench.state(event)).isEqualTo(State.RECEIVED);
    assertThat(bench.reason(event)).contains("fetch_refused", "TYPEFORM_TOKEN is not set");
  }

  @Test
  void putsOffAndGivesUpWhereTheSenderDoesNotAnswer() {
    EventId event = bench.received("1", "p1", "{}");
    answers.add(Optional.of(new Reply.NoAnswer(true, "no answer in time")));
    answers.add(Optional.of(answer(503, "")));
    answers.add(Optional.of(answer(200, "<html>a page in front</html>")));

    burst();
    assertThat(bench.reason(event)).contains("fetch_failed", "no answer in time");
    assertThat(bench.told(RetryScheduled.class).get(0).due()).isEqualTo(Bench.T0.plusSeconds(2));
    bench.clock.goOn(ofSeconds(2));
    burst();
    assertThat(bench.detail(event).summary().attempts()).isEqualTo(2);

    bench.clock.goOn(ofDays(3));
    burst();
    assertThat(bench.state(event)).isEqualTo(State.DEAD);
    assertThat(bench.reason(event)).contains("gave up after 3 tries", "no JSON");
  }

  @Test
  void knowsASourceOfAnotherVersionForWhatItIs() {
    EventId event = bench.received("1", null, ADA);
    new PrepareReceived(
            bench.journal,
            name -> Optional.empty(),
            bench.mappings,
            sender,
            new NoteForms(bench.journal.forms(), ignored -> {}),
            bench.told::add,
            bench.clock)
        .each(bench.journal.received(bench.clock.instant(), 200));

    assertThat(bench.reason(event)).contains("knows no source 'plain'");
  }
}
