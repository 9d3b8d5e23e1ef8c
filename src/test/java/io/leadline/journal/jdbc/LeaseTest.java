package io.leadline.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadline.event.Bytes;
import io.leadline.event.ConnectionName;
import io.leadline.event.EventId;
import io.leadline.event.Happening;
import io.leadline.event.Happening.WorkRecovered;
import io.leadline.event.Headers;
import io.leadline.event.HookName;
import io.leadline.event.Part;
import io.leadline.event.Person;
import io.leadline.event.Request;
import io.leadline.journal.Claim;
import io.leadline.journal.Journal;
import io.leadline.journal.Preparation;
import io.leadline.journal.Settlement;
import io.leadline.journal.TestStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Claims that end by themselves, and servers that share one journal. */
class LeaseTest {
  private static final ConnectionName CRM = ConnectionName.DEFAULT;
  private static final HookName HOOK = new HookName("typeform");
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

  private final List<Journal> open = new ArrayList<>();
  private final List<Happening> told = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    open.forEach(Journal::close);
  }

  private Journal serve(String url, String node, Duration lease) {
    var settings = JournalSettings.of(url).withNode(node).withLease(lease);
    Journal journal = JournalFactory.serve(settings, Surroundings.real(told::add));
    open.add(journal);
    return journal;
  }

  @ParameterizedTest
  @EnumSource(TestStore.class)
  void givesTheLaneOfAWorkerThatIsNotHeardOfToAnother(TestStore store, @TempDir Path folder) {
    Journal journal = serve(store.freshUrl(folder), "a", SHORT);
    EventId event = ready(journal, "1");
    Claim lost = claimOne(journal);

    await().until(() -> journal.freeExpired() == 1);

    Claim next = claimOne(journal);
    assertThat(next.lane()).isEqualTo(lost.lane());
    assertThat(journal.renew(lost)).as("the lost claim is prolonged").isFalse();
    assertThat(journal.settle(lost, event, new Settlement.Delivered(), Instant.now())).isFalse();
    assertThat(journal.ready(lost, 10)).isEmpty();
    assertThat(journal.ready(next, 10)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(TestStore.class)
  void leavesALaneToWhomeverProlongsIt(TestStore store, @TempDir Path folder) {
    Journal journal = serve(store.freshUrl(folder), "a", LONG);
    ready(journal, "1");
    Claim claim = claimOne(journal);

    assertThat(journal.freeExpired()).isZero();
    assertThat(journal.renew(claim)).isTrue();
    assertThat(journal.claim(CRM, LATER, 10)).isEmpty();
    assertThat(journal.lease()).isEqualTo(LONG);
    assertThat(journal.nodes()).isEqualTo(1);
  }

  @Test
  void countsTheServersOfOneJournalAndNamesThemApart() {
    String url = TestStore.POSTGRES.freshUrl(Path.of("."));
    Journal one = serve(url, "host", LONG);
    Journal two = serve(url, "host", LONG);

    one.freeExpired();
    two.freeExpired();
    assertThat(one.nodes()).isEqualTo(2);
    assertThat(two.nodes()).isEqualTo(2);
    two.close();
    await()
        .untilAsserted(
            () -> {
              one.freeExpired();
              assertThat(one.nodes()).isEqualTo(1);
            });
  }

  @Test
  void takesUpAtOnceWhatAServerOfItsNameLeftAndLeavesTheOthersAlone() {
    String url = TestStore.POSTGRES.freshUrl(Path.of("."));
    Journal killed = serve(url, "a", LONG);
    Journal other = serve(url, "b", LONG);
    ready(killed, "1");
    Claim left = claimOne(killed);
    ready(killed, "2");
    Claim held = claimOne(other);
    killed.close();
    told.clear();

    Journal again = serve(url, "a", LONG);

    assertThat(told).contains(new WorkRecovered(1));
    assertThat(claimOne(again).lane()).isEqualTo(left.lane());
    assertThat(other.renew(held)).isTrue();
  }

  @Test
  void doesNotTakeTheLanesOfARunningServerThatHasTheSameName() {
    String url = TestStore.POSTGRES.freshUrl(Path.of("."));
    Journal running = serve(url, "a", LONG);
    ready(running, "1");
    Claim held = claimOne(running);

    Journal second = serve(url, "a", LONG);

    assertThat(second.claim(CRM, LATER, 10)).isEmpty();
    assertThat(running.renew(held)).isTrue();
  }

  @Test
  void givesNoLaneToTwoServersHoweverManyClaimAtOnce() throws Exception {
    String url = TestStore.POSTGRES.freshUrl(Path.of("."));
    List<Journal> servers = List.of(serve(url, "a", LONG), serve(url, "b", LONG));
    int lanes = 300;
    IntStream.range(0, lanes).forEach(i -> ready(servers.get(0), String.valueOf(i)));

    Set<String> claimed = ConcurrentHashMap.newKeySet();
    List<String> twice = new CopyOnWriteArrayList<>();
    var threads = Executors.newFixedThreadPool(8);
    var running = new ArrayList<Future<?>>();
    for (int i = 0; i < 8; i++) {
      Journal server = servers.get(i % 2);
      running.add(threads.submit(() -> claimAll(server, claimed, twice)));
    }
    for (Future<?> one : running) {
      one.get(60, TimeUnit.SECONDS);
    }
    threads.shutdown();

    assertThat(twice).isEmpty();
    assertThat(claimed).hasSize(lanes);
  }

  private static void claimAll(Journal server, Set<String> claimed, List<String> twice) {
    List<Claim> claims;
    do {
      claims = server.claim(CRM, LATER, 7);
      claims.stream().map(Claim::lane).filter(lane -> !claimed.add(lane)).forEach(twice::add);
    } while (!claims.isEmpty());
  }

  private static EventId ready(Journal journal, String person) {
    var request =
        new Request(
            HOOK,
            "POST",
            "/hooks/typeform",
            Headers.NONE,
            Bytes.utf8("{\"for\":" + person + "}"),
            Instant.now());
    var part = new Part("key-" + person, null, request.body(), request.body().sha256());
    EventId event =
        journal.append(request, "typeform", CRM, List.of(part), Instant.now()).get(0).event();
    journal.prepare(
        List.of(
            new Preparation.IsReady(
                event,
                "mapping",
                "set",
                new Person.ByContactId(person),
                List.of(),
                List.of(),
                null,
                Instant.now())));
    return event;
  }

  private static Claim claimOne(Journal journal) {
    List<Claim> claims = journal.claim(CRM, LATER, 1);
    assertThat(claims).hasSize(1);
    return claims.get(0);
  }
}
