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
import io.leadline.journal.Journal;
import io.leadline.journal.LedgerLine;
import io.leadline.journal.Pause;
import io.leadline.journal.Preparation;
import io.leadline.journal.Ready;
import io.leadline.journal.Receipt;
import io.leadline.journal.Settlement;
import io.leadline.journal.TestStore;
import java.nio.file.Path;
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
    return JournalFactory.serve(
        JournalSettings.of(url).withNode(node), Surroundings.real(Happenings.NOBODY));
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
              ready(journal, "k" + i, "c-" + i % 7);
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
  void preparesAnEventOnceThoughBothTry() throws Exception {
    List<EventId> received = IntStream.range(0, 50).mapToObj(i -> append(one, "k" + i)).toList();

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
      Claim claim = one.claim(CRM, T0, 1).get(0);
      one.settle(claim, first, new Settlement.Delivered(), T0);
      atOnce(
          2,
          n -> {
            if (n == 0) {
              one.release(claim, T0);
            } else {
              two.prepare(List.of(isReady(second, "c-1")));
            }
            return n;
          });
      Claim next = two.claim(CRM, T0, 1).get(0);
      assertThat(two.ready(next, 10)).extracting(Ready::id).containsExactly(second);
      two.settle(next, second, new Settlement.Delivered(), T0);
      two.release(next, T0);
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
