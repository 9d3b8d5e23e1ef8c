package io.leadline.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadline.event.Bytes;
import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.ConnectionName;
import io.leadline.event.EventId;
import io.leadline.event.Happenings;
import io.leadline.event.Headers;
import io.leadline.event.HookName;
import io.leadline.event.Part;
import io.leadline.event.Person;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.event.Request;
import io.leadline.event.State;
import io.leadline.journal.Claim;
import io.leadline.journal.DeadLetter;
import io.leadline.journal.Journal;
import io.leadline.journal.LedgerLine;
import io.leadline.journal.Pause;
import io.leadline.journal.Preparation;
import io.leadline.journal.Ready;
import io.leadline.journal.Receipt;
import io.leadline.journal.Settlement;
import io.leadline.journal.TestStore;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two servers on one PostgreSQL. */
@SuppressWarnings("NullAway.Init") // JUnit calls open()
class SeveralNodesTest {
  private static final Instant T0 = Instant.parse("2026-01-18T18:17:02Z");
  private static final HookName HOOK = new HookName("typeform");
  private static final ConnectionName CRM = ConnectionName.DEFAULT;

  private final String url = TestStore.POSTGRES.freshUrl(Path.of("."));
  private Journal one;
  private Journal two;

  @BeforeEach
  void open() {
    one = open("one");
    two = open("two");
  }

  @AfterEach
  void close() {
    one.close();
    two.close();
  }

  private Journal open(String node) {
    return open(node, Duration.ofSeconds(60));
  }

  private Journal open(String node, Duration lease) {
    return JournalFactory.serve(
        JournalSettings.of(url).withNode(node).withLease(lease),
        Surroundings.real(Happenings.NOBODY));
  }

  @Test
  void givesNoLaneToTwoThatClaimOnTwoServers() throws Exception {
    for (int i = 0; i < 60; i++) {
      ready("k" + i, "c-" + i);
    }
    List<List<Claim>> claimed = atOnce(12, n -> (n % 2 == 0 ? one : two).claim(CRM, T0, 10));

    List<Claim> all = claimed.stream().flatMap(List::stream).toList();
    assertThat(all).hasSize(60);
    assertThat(all).extracting(Claim::lane).doesNotHaveDuplicates();
  }

  @Test
  void worksEveryEventOnceAndInOrderThoughEveryoneWorksOnBoth() throws Exception {
    int events = 300;
    var next = new AtomicInteger();
    var inHand = ConcurrentHashMap.<String>newKeySet();
    var sent = new ConcurrentHashMap<String, List<EventId>>();
    var overlaps = new AtomicInteger();
    atOnce(
        8,
        n -> {
          Journal journal = n % 2 == 0 ? one : two;
          if (n < 4) {
            for (int i = next.getAndIncrement(); i < events; i = next.getAndIncrement()) {
              EventId id = append(journal, "k" + i);
              one.prepare(List.of(isReady(id, "c-" + i % 7)));
            }
          } else {
            await()
                .atMost(Duration.ofSeconds(60))
                .until(
                    () -> {
                      work(journal, inHand, sent, overlaps);
                      return delivered() == events;
                    });
          }
          return n;
        });

    assertThat(overlaps).hasValue(0);
    assertThat(sent.values().stream().mapToInt(List::size).sum()).isEqualTo(events);
    assertThat(one.ledger()).allMatch(LedgerLine::balances).isEqualTo(two.countedLedger());
  }

  private long delivered() {
    return one.ledger().stream().mapToLong(LedgerLine::delivered).sum();
  }

  private static void work(
      Journal journal,
      Set<String> inHand,
      Map<String, List<EventId>> sent,
      AtomicInteger overlaps) {
    for (Claim claim : journal.claim(CRM, T0, 2)) {
      if (!inHand.add(claim.lane())) {
        overlaps.incrementAndGet();
      }
      for (Ready ready : journal.ready(claim, 20)) {
        sent.computeIfAbsent(claim.lane(), lane -> new ArrayList<>()).add(ready.id());
        journal.settle(claim, ready.id(), new Settlement.Delivered(), T0);
      }
      inHand.remove(claim.lane());
      journal.release(claim, T0);
    }
  }

  @Test
  void preparesOnOneServerAtATime() throws Exception {
    List<EventId> received = IntStream.range(0, 50).mapToObj(i -> append(two, "k" + i)).toList();

    List<Set<EventId>> changed =
        atOnce(
            6,
            n ->
                (n % 2 == 0 ? one : two)
                    .prepare(received.stream().map(id -> isReady(id, "c-1")).toList()));

    assertThat(changed.stream().mapToInt(Set::size).sum()).isEqualTo(50);
    assertThat(one.ledger()).isEqualTo(two.countedLedger());
  }

  @Test
  void showsWhatIsToBePreparedToTheOneThatPrepares() {
    append(two, "k1");

    assertThat(one.received(T0, 10)).hasSize(1);
    assertThat(one.nextReceivedDue()).contains(T0);
    assertThat(two.received(T0, 10)).isEmpty();
    assertThat(two.nextReceivedDue()).isEmpty();
  }

  @Test
  void leavesPreparingToTheOtherWhenItStops() {
    EventId event = append(one, "k1");
    one.close();

    await().until(() -> two.received(T0, 10).size() == 1);
    assertThat(two.prepare(List.of(isReady(event, "c-1")))).containsExactly(event);
    one = open("one");
    assertThat(one.received(T0, 10)).isEmpty();
  }

  /** As after a long pause of the process: what it read before is another's by now. */
  @Test
  void changesNothingOnceAnotherPrepares() {
    two.close();
    Journal stopped = open("stopped", Duration.ofMillis(300));
    one.close();
    EventId event = append(stopped, "k1");
    await().until(() -> stopped.received(T0, 10).size() == 1);

    two = open("two");
    await().until(() -> two.received(T0, 10).size() == 1);

    assertThat(stopped.prepare(List.of(isReady(event, "c-old")))).isEmpty();
    assertThat(two.prepare(List.of(isReady(event, "c-1")))).containsExactly(event);
    stopped.close();
    one = open("one");
  }

  @Test
  void takesUpPreparingAtOnceUnderTheNameOfTheOneThatWasKilled() {
    one.close();
    two.close();
    Journal killed = open("killed");
    EventId event = append(killed, "k1");
    endTheSessionOf("killed");

    one = open("killed");

    assertThat(one.received(T0, 10)).hasSize(1);
    assertThat(killed.prepare(List.of(isReady(event, "c-old")))).isEmpty();
    assertThat(one.prepare(List.of(isReady(event, "c-1")))).containsExactly(event);
    killed.close();
    two = open("two");
  }

  /** Its process is gone: the session that held its name ends, and nothing is given back. */
  private void endTheSessionOf(String node) {
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
              + " and classid = (hashtext('leadline ' || current_schema())::bigint & 4294967295)::oid"
              + " and objid = (hashtext('"
              + node
              + "')::bigint & 4294967295)::oid");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void tellsADeadLetterOnOneServer() throws Exception {
    for (int i = 0; i < 20; i++) {
      EventId event = append(one, "k" + i);
      one.prepare(
          List.of(
              new Preparation.IsDead(
                  event,
                  null,
                  "hash",
                  new Reason(ReasonCode.MAPPING_FAILED, "No e-mail."),
                  List.of(),
                  T0)));
    }

    List<List<DeadLetter>> taken =
        atOnce(6, n -> (n % 2 == 0 ? one : two).takeDeadLetters(T0, Duration.ofMinutes(1), 20));

    assertThat(taken.stream().flatMap(List::stream).map(DeadLetter::event))
        .hasSize(20)
        .doesNotHaveDuplicates();
  }

  @Test
  void takesOneOfManyCopiesThatComeToBothAtOnce() throws Exception {
    List<EventId> ids = atOnce(12, n -> append(n % 2 == 0 ? one : two, "same"));

    assertThat(Set.copyOf(ids)).hasSize(1);
    assertThat(one.ledger().get(0).duplicates()).isEqualTo(11);
  }

  @Test
  void leavesTheOthersClaimsAloneWhenItStarts() {
    ready("k1", "c-1");
    Claim claim = one.claim(CRM, T0, 1).get(0);
    two.close();
    two = open("two");

    assertThat(one.renew(claim)).isTrue();
  }

  @Test
  void showsAPauseToTheOther() {
    var reason = new Reason(ReasonCode.CRM_UNAVAILABLE, "The CRM said 503.");
    one.pause(CRM, reason, T0);
    assertThat(two.pauseOf(CRM)).contains(new Pause(reason, T0));
    two.resume(CRM, Duration.ZERO);
    assertThat(one.pauseOf(CRM)).isEmpty();
  }

  @Test
  void neverStrandsAnEventThatOnePreparesWhileTheOtherReleasesItsLane() throws Exception {
    for (int round = 0; round < 25; round++) {
      EventId first = ready("first" + round, "c-1");
      EventId second = append(one, "second" + round);
      Claim claim = two.claim(CRM, T0, 1).get(0);
      two.settle(claim, first, new Settlement.Delivered(), T0);
      atOnce(
          2,
          n -> {
            if (n == 0) {
              two.release(claim, T0);
            } else {
              one.prepare(List.of(isReady(second, "c-1")));
            }
            return n;
          });
      Claim next = one.claim(CRM, T0, 1).get(0);
      assertThat(one.ready(next, 10)).extracting(Ready::id).containsExactly(second);
      one.settle(next, second, new Settlement.Delivered(), T0);
      one.release(next, T0);
    }
    assertThat(one.find(append(one, "first1")).orElseThrow().summary().state())
        .isEqualTo(State.DELIVERED);
  }

  // ── words ──────────────────────────────────────────────────────────────────────────────────────

  private EventId ready(String key, String contact) {
    return ready(one, key, contact);
  }

  private static EventId ready(Journal journal, String key, String contact) {
    EventId id = append(journal, key);
    journal.prepare(List.of(isReady(id, contact)));
    return id;
  }

  private static EventId append(Journal journal, String key) {
    var body = Bytes.utf8("body of " + key);
    var request = new Request(HOOK, "POST", "/hooks/typeform", Headers.NONE, body, T0);
    var part = new Part(key, null, body, body.sha256());
    Receipt receipt = journal.append(request, "generic", CRM, List.of(part), T0).get(0);
    return receipt.event();
  }

  private static Preparation isReady(EventId id, String contact) {
    var call = new Call(CallKind.CREATE_CONTACT, Map.of("email", "ada@acme.example"));
    var person = new Person.ByContactId(contact);
    return new Preparation.IsReady(id, "demo", "hash", person, List.of(call), List.of(), null, T0);
  }

  private static <T> List<T> atOnce(int threads, Deed<T> deed) throws Exception {
    var pool = Executors.newFixedThreadPool(threads);
    try {
      var tasks = new ArrayList<Callable<T>>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        tasks.add(() -> deed.by(number));
      }
      var results = new ArrayList<T>();
      for (Future<T> future : pool.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  private interface Deed<T> {
    T by(int number) throws Exception;
  }
}
