package io.leadline.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.ConnectionName;
import io.leadline.event.HookName;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.journal.Backlog;
import io.leadline.journal.JournalUnavailable;
import io.leadline.journal.Pause;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.SimpleHttpCodeStatusMapper;
import org.springframework.boot.actuate.health.SimpleStatusAggregator;
import org.springframework.boot.actuate.health.Status;

class HealthTest {

  @Test
  void findsAJournalUpThatCanBeWritten() {
    assertThat(new JournalHealth(() -> {}, Clock.systemUTC()).health().getStatus())
        .isEqualTo(Status.UP);
  }

  @Test
  void findsAJournalDownThatThrowsAndShowsNoMessageOfTheDriver() {
    Health health =
        new JournalHealth(
                () -> {
                  throw new JournalUnavailable(
                      "jdbc:postgresql://u:s3cret@db/x", new IllegalStateException());
                },
                Clock.systemUTC())
            .health();

    assertThat(health.getStatus()).isEqualTo(Status.DOWN);
    assertThat(health.getDetails())
        .containsEntry("error", "JournalUnavailable")
        .hasEntrySatisfying("meaning", it -> assertThat(it.toString()).contains("503"));
    assertThat(health.toString()).doesNotContain("s3cret");
  }

  @Test
  void showsAPausedConnectionWithWhyAndSinceWhen() {
    Health health =
        new ConnectionsHealth(
                List.of(ConnectionName.DEFAULT, Samples.EU),
                () -> Map.of(Samples.EU, new Pause(Samples.REASON, Samples.DUE)),
                () -> Backlog.NONE)
            .health();

    assertThat(health.getStatus()).isEqualTo(Statuses.PAUSED);
    assertThat(health.getDetails())
        .containsEntry("default", Map.of("state", "up"))
        .containsEntry(
            "eu",
            Map.of(
                "state", "paused",
                "since", "2026-03-01T10:00:00Z",
                "code", "crm_rejected",
                "reason", Samples.REASON.sentence()));
  }

  @Test
  void findsConnectionsUpWhereNoneIsPaused() {
    assertThat(
            new ConnectionsHealth(List.of(Samples.EU), Map::of, () -> Backlog.NONE)
                .health()
                .getStatus())
        .isEqualTo(Status.UP);
  }

  @Test
  void doesNotKnowOfConnectionsWhileTheJournalIsAway() {
    Health health =
        new ConnectionsHealth(
                List.of(Samples.EU),
                () -> {
                  throw new JournalUnavailable("s3cret", new IllegalStateException());
                },
                () -> Backlog.NONE)
            .health();

    assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
    assertThat(health.toString()).doesNotContain("s3cret");
  }

  @Test
  void leavesANodeInServiceWhateverTheCrmDoes() {
    var mapper = new SimpleHttpCodeStatusMapper();
    var bySpring = new SimpleStatusAggregator();
    var byUs =
        new SimpleStatusAggregator("DOWN", "OUT_OF_SERVICE", "PAUSED", "DEGRADED", "UP", "UNKNOWN");

    assertThat(mapper.getStatusCode(Statuses.PAUSED)).isEqualTo(200);
    assertThat(mapper.getStatusCode(Statuses.DEGRADED)).isEqualTo(200);
    assertThat(bySpring.getAggregateStatus(Set.of(Status.UP, Statuses.PAUSED)))
        .isEqualTo(Status.UP);
    assertThat(byUs.getAggregateStatus(Set.of(Status.UP, Statuses.PAUSED)))
        .isEqualTo(Statuses.PAUSED);
  }

  @Test
  void showsWhichMappingsWork() {
    Health health = mappings(new MappingsHealth.InUse("ab12", "cd34", 4, List.of()));

    assertThat(health.getStatus()).isEqualTo(Status.UP);
    assertThat(health.getDetails())
        .containsEntry("hash", "ab12")
        .containsEntry("texts", "cd34")
        .containsEntry("mappings", 4);
  }

  @Test
  void saysThatTheLastGoodMappingsGoOn() {
    List<String> problems =
        IntStream.range(0, 30).mapToObj(i -> "mappings/a.yaml:" + i + ":1: what").toList();
    Health health = mappings(new MappingsHealth.InUse("ab12", "cd34", 4, problems));

    assertThat(health.getStatus()).isEqualTo(Statuses.DEGRADED);
    assertThat(health.getDetails())
        .containsEntry("hash", "ab12")
        .containsEntry("problem_count", 30)
        .containsEntry("problems", problems.subList(0, 20))
        .containsEntry("meaning", "the files have problems: the last good mappings go on");
  }

  @Test
  void saysThatEventsWaitWhileThereAreNoMappings() {
    Health health =
        mappings(new MappingsHealth.InUse(null, null, 0, List.of("mappings/a.yaml: bad")));

    assertThat(health.getStatus()).isEqualTo(Statuses.PAUSED);
    assertThat(health.getDetails())
        .containsEntry("meaning", "no mappings could be loaded: events are stored and wait")
        .doesNotContainKey("hash");
  }

  @Test
  void namesTheVariableOfAHookWithoutASecret() {
    Health health =
        new HooksHealth(
                () ->
                    Map.of(
                        Samples.HOOK,
                        HookSecret.SET,
                        new HookName("demo-form"),
                        HookSecret.MISSING),
                hook -> Optional.empty())
            .health();

    assertThat(health.getStatus()).isEqualTo(Statuses.DEGRADED);
    assertThat(health.getDetails())
        .containsEntry("typeform", "secret set")
        .containsEntry("demo-form", "secret not set: answers 503 until DEMO_FORM_SECRET is set");
  }

  @Test
  void findsHooksUpWhereEverySecretIsSet() {
    assertThat(
            new HooksHealth(() -> Map.of(Samples.HOOK, HookSecret.SET), hook -> Optional.empty())
                .health()
                .getStatus())
        .isEqualTo(Status.UP);
  }

  @Test
  void saysThatAHookBelievesEverybodyWhereItsRouteFileWantsItSo() {
    Health health =
        new HooksHealth(() -> Map.of(Samples.HOOK, HookSecret.NOT_WANTED), hook -> Optional.empty())
            .health();

    assertThat(health.getStatus()).isEqualTo(Status.UP);
    assertThat(health.getDetails())
        .containsEntry(
            "typeform", "not verified: its route file says verify: none, so anybody may send");
  }

  @Test
  void saysThatAFormToolRefusesOurTokenButNotThatALimitIsADefect() {
    var refused = new Reason(ReasonCode.FETCH_REFUSED, "HUBSPOT_TOKEN is not set");
    var limited = new Reason(ReasonCode.RATE_LIMITED, "it limits our requests");

    Health wantsAPerson = hooksHeldBy(refused);
    assertThat(wantsAPerson.getStatus()).isEqualTo(Statuses.DEGRADED);
    assertThat(wantsAPerson.getDetails())
        .containsEntry("typeform", "secret set; HUBSPOT_TOKEN is not set");
    assertThat(hooksHeldBy(limited).getStatus()).isEqualTo(Status.UP);
  }

  private static Health hooksHeldBy(Reason why) {
    return new HooksHealth(() -> Map.of(Samples.HOOK, HookSecret.SET), hook -> Optional.of(why))
        .health();
  }

  @Test
  void showsHowManyEventsWaitForAPersonAndIsUp() {
    Health health =
        new ConnectionsHealth(
                List.of(ConnectionName.DEFAULT, Samples.EU),
                Map::of,
                () -> waiting(new Backlog.Queue(0, 3, Duration.ZERO, 0)))
            .health();

    assertThat(health.getStatus()).isEqualTo(Status.UP);
    assertThat(health.getDetails())
        .containsEntry("default", Map.of("state", "up"))
        .containsEntry("eu", Map.of("state", "up", "held", 3L));
  }

  @ParameterizedTest
  @CsvSource({"120, 30", "0, nothing was delivered within the last minute"})
  void saysHowMuchWaitsForAConnectionAndForHowLong(long perMinute, String drainedIn) {
    Health health =
        new ConnectionsHealth(
                List.of(Samples.EU),
                Map::of,
                () -> waiting(new Backlog.Queue(60, 0, Duration.ofMinutes(3), perMinute)))
            .health();

    assertThat(health.getStatus()).isEqualTo(Status.UP);
    assertThat(health.getDetails().get("eu"))
        .hasToString(
            "{state=up, waiting=60, oldest_seconds=180, drained_in_seconds=" + drainedIn + "}");
  }

  private static Backlog waiting(Backlog.Queue queue) {
    return new Backlog(0, queue.oldest(), Duration.ZERO, Map.of(Samples.EU, queue), 0);
  }

  @Test
  void findsRoutesUpWhereEveryExpectedOneRuns() {
    Health health = routes(Set.of("receive", "send"), Set.of("receive", "send", "other"));

    assertThat(health.getStatus()).isEqualTo(Status.UP);
    assertThat(health.getDetails()).containsEntry("expected", 2);
  }

  @Test
  void namesTheRoutesThatDoNotRun() {
    Health health = routes(Set.of("receive", "send"), Set.of("receive"));

    assertThat(health.getStatus()).isEqualTo(Status.DOWN);
    assertThat(health.getDetails()).containsEntry("not_running", Set.of("send"));
  }

  @Test
  void findsRoutesDownWhereThereAreNone() {
    assertThat(routes(Set.of(), Set.of()).getStatus()).isEqualTo(Status.DOWN);
  }

  private static Health mappings(MappingsHealth.InUse inUse) {
    return new MappingsHealth(() -> inUse).health();
  }

  private static Health routes(Set<String> expected, Set<String> running) {
    return new RoutesHealth(() -> expected, () -> running).health();
  }
}
