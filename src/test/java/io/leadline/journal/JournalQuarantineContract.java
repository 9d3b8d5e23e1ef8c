package io.leadline.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadline.event.Bytes;
import io.leadline.event.ConnectionName;
import io.leadline.event.EventId;
import io.leadline.event.Headers;
import io.leadline.event.HookName;
import io.leadline.event.Part;
import io.leadline.event.Request;
import io.leadline.event.State;
import io.leadline.journal.jdbc.JournalSettings;
import io.leadline.journal.jdbc.JournalSettings.QuarantineLimits;
import io.leadline.journal.jdbc.StoreWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the requests that did not verify, whatever the journal is stored on. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
public abstract class JournalQuarantineContract {
  private static final Instant T0 = Instant.parse("2026-01-18T18:17:02.123Z");
  private static final Instant LATER = T0.plus(Duration.ofHours(5));
  private static final HookName HOOK = new HookName("typeform");
  private static final HookName TALLY = new HookName("tally");
  private static final ConnectionName CRM = new ConnectionName("emea");
  private static final int MOST = 20;

  protected Journal journal;
  private final BrokenOff brokenOff = new BrokenOff();

  /** Opens the journal of this test, as a server would. */
  protected abstract Journal open(StoreWatch watch);

  /** As few as a test can fill. */
  protected static JournalSettings settings(String url) {
    var limits = new QuarantineLimits(MOST, 1 << 20, Duration.ofDays(7));
    return new JournalSettings(url, 3, 1024, 256, Duration.ofSeconds(20), limits);
  }

  @BeforeEach
  void openIt() {
    journal = open(brokenOff);
  }

  @AfterEach
  void closeIt() {
    assertThat(journal.countedLedger()).as("the ledger").isEqualTo(journal.ledger());
    assertThat(journal.ledger()).allMatch(LedgerLine::balances);
    journal.close();
  }

  // ── what lies there ────────────────────────────────────────────────────────────────────────────

  @Test
  void listsWhatLiesThereInTheOrderInWhichItCame() {
    keep(request(HOOK, "1", T0), "the first reason", null);
    keep(request(TALLY, "2", T0.plusSeconds(1)), "another reason", null);
    // A clock that was set back changes nothing of the order.
    keep(request(HOOK, "three", T0.minusSeconds(60)), "the first reason", null);

    assertThat(shelf().lines(null))
        .extracting(Quarantined::hook, Quarantined::receivedAt, Quarantined::why)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(HOOK, T0, "the first reason"),
            org.assertj.core.groups.Tuple.tuple(TALLY, T0.plusSeconds(1), "another reason"),
            org.assertj.core.groups.Tuple.tuple(HOOK, T0.minusSeconds(60), "the first reason"));
    assertThat(shelf().lines(HOOK))
        .hasSize(2)
        .isSortedAccordingTo(JournalQuarantineContract::bySeq);
    assertThat(shelf().lines(HOOK).get(1).size()).isGreaterThan("three".length());
    assertThat(shelf().lines(new HookName("calendly"))).isEmpty();
  }

  private static int bySeq(Quarantined one, Quarantined other) {
    return Long.compare(one.seq(), other.seq());
  }

  @Test
  void givesARequestBackByteForByteButForItsCredentials() {
    byte[] body = {0, (byte) 0xff, '{', 13, 10};
    var headers =
        Headers.of(
            Map.of(
                "X-Signature", List.of("a", "b"),
                "Authorization", List.of("Bearer s3cret"),
                "Content-Type", List.of("text/plain; charset=\"ü\"")));
    var request = new Request(HOOK, "POST", "http://x/?key=*", headers, Bytes.of(body), T0);
    keep(request, "why", "5a17:abcd");

    QuarantinedRequest kept = shelf().find(onlyLine().seq()).orElseThrow();

    assertThat(kept.line()).isEqualTo(onlyLine());
    assertThat(kept.proof()).isEqualTo("5a17:abcd");
    assertThat(kept.request().headers().all("x-signature")).containsExactly("a", "b");
    assertThat(kept.request().headers().all("authorization")).containsExactly("(masked)");
    assertThat(kept.request())
        .isEqualTo(
            new Request(
                HOOK, "POST", "http://x/?key=*", kept.request().headers(), Bytes.of(body), T0));
    assertThat(kept.request().headers().first("content-type"))
        .isEqualTo(headers.first("content-type"));
  }

  @Test
  void knowsNothingOfAnotherNumber() {
    keep(request(HOOK, "1", T0), "why", null);

    assertThat(shelf().find(onlyLine().seq() + 1)).isEmpty();
    assertThat(shelf().find(onlyLine().seq()).orElseThrow().proof()).isNull();
  }

  // ── a release ──────────────────────────────────────────────────────────────────────────────────

  @Test
  void storesAReleasedRequestAsIfItHadJustComeButForTheTimeOfItsReceipt() {
    keep(request(HOOK, "one", T0), "why", null);

    List<Receipt> receipts = release(onlyLine(), part("k1", "one")).orElseThrow();

    EventId event = receipts.get(0).event();
    assertThat(receipts).extracting(Receipt::kind).containsExactly(Receipt.Kind.NEW);
    assertThat(shelf().lines(null)).isEmpty();
    assertThat(journal.received(LATER.minusMillis(1), 10)).isEmpty();
    Received received = journal.received(LATER, 10).get(0);
    assertThat(received.event().id()).isEqualTo(event);
    assertThat(received.event().key()).isEqualTo("k1");
    assertThat(received.event().source()).isEqualTo("generic");
    assertThat(received.event().body()).isEqualTo(Bytes.utf8("one"));
    assertThat(received.event().receivedAt()).isEqualTo(T0);
    assertThat(received.dueAt()).isEqualTo(LATER);
    assertThat(received.connection()).isEqualTo(CRM);
    assertThat(journal.find(event).orElseThrow().releasedAt()).isEqualTo(LATER);
    assertThat(line())
        .extracting(
            LedgerLine::quarantined,
            LedgerLine::released,
            LedgerLine::received,
            LedgerLine::duplicates)
        .containsExactly(1L, 1L, 1L, 0L);
  }

  @Test
  void saysOfARequestThatWasLetInAsItCameThatNobodyReleasedIt() {
    EventId event = append("k1", "one").get(0).event();

    assertThat(journal.find(event).orElseThrow().releasedAt()).isNull();
  }

  @Test
  void storesNothingTwiceThatCameAgainMeanwhile() {
    keep(request(HOOK, "both", T0), "why", null);
    EventId first = append("k1", "one").get(0).event();

    List<Receipt> receipts =
        release(onlyLine(), part("k1", "one"), part("k2", "two")).orElseThrow();

    assertThat(receipts)
        .extracting(Receipt::kind)
        .containsExactly(Receipt.Kind.DUPLICATE, Receipt.Kind.NEW);
    assertThat(receipts.get(0).event()).isEqualTo(first);
    assertThat(shelf().lines(null)).isEmpty();
    assertThat(line().received()).isEqualTo(2);
    assertThat(line().duplicates()).isEqualTo(1);
    assertThat(line().released()).isEqualTo(1);
  }

  @Test
  void givesEventsTheOrderInWhichTheyAreReleased() {
    for (int i = 0; i < MOST; i++) {
      keep(request(HOOK, "body " + i, T0.plusSeconds(i)), "why", null);
    }
    append("k-now", "now");

    var released = new ArrayList<EventId>();
    for (Quarantined line : shelf().lines(HOOK)) {
      var body = shelf().find(line.seq()).orElseThrow().request().body().asUtf8();
      released.add(release(line, part("k " + body, body)).orElseThrow().get(0).event());
    }

    List<Received> received = journal.received(LATER, 100);
    assertThat(received)
        .extracting(it -> it.event().id())
        .endsWith(released.toArray(EventId[]::new));
    assertThat(received.stream().skip(1).map(it -> it.event().receivedAt())).isSorted();
    assertThat(received.get(1).event().key()).isEqualTo("k body 0");
  }

  @Test
  void releasesNothingThatIsNotThereAnyMore() {
    keep(request(HOOK, "one", T0), "why", null);
    Quarantined line = onlyLine();
    release(line, part("k1", "one"));

    assertThat(release(line, part("k1", "one"))).isEmpty();
    assertThat(line().released()).isEqualTo(1);
    assertThat(line().duplicates()).isZero();
  }

  @Test
  void releasesNothingThatWasDroppedForALimit() {
    keep(request(HOOK, "the oldest", T0), "why", null);
    Quarantined oldest = onlyLine();
    for (int i = 0; i < MOST; i++) {
      keep(request(HOOK, "newer", T0), "why", null);
    }

    assertThat(shelf().lines(HOOK)).hasSize(MOST).doesNotContain(oldest);
    assertThat(release(oldest, part("k1", "the oldest"))).isEmpty();
    assertThat(line().received()).isZero();
    assertThat(line().released()).isZero();
  }

  @Test
  void neverUsesANumberAgain() {
    keep(request(HOOK, "one", T0), "why", null);
    Quarantined first = onlyLine();
    release(first, part("k1", "one"));
    keep(request(HOOK, "two", T0), "why", null);

    assertThat(onlyLine().seq()).isGreaterThan(first.seq());
  }

  @Test
  void letsOneOfManyReleaseTheSame() throws Exception {
    keep(request(HOOK, "one", T0), "why", null);
    Quarantined line = onlyLine();
    int many = 8;
    var barrier = new CyclicBarrier(many);
    var threads = Executors.newFixedThreadPool(many);
    try {
      var asked = new ArrayList<Future<Optional<List<Receipt>>>>();
      for (int i = 0; i < many; i++) {
        asked.add(
            threads.submit(
                () -> {
                  barrier.await();
                  return release(line, part("k1", "one"));
                }));
      }
      int done = 0;
      for (Future<Optional<List<Receipt>>> each : asked) {
        done += each.get().isPresent() ? 1 : 0;
      }
      assertThat(done).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
    assertThat(line().received()).isEqualTo(1);
    assertThat(line().released()).isEqualTo(1);
    assertThat(line().duplicates()).isZero();
  }

  /** A process that ends here leaves what the store rolls back: the connection is cut. */
  @ParameterizedTest
  @ValueSource(
      strings = {"insert into ledger", "insert into request", "insert into payload", "commit"})
  void isThereOrHereHoweverFarAReleaseCame(String statement) {
    keep(request(HOOK, "one", T0), "why", null);
    List<LedgerLine> before = journal.ledger();
    Quarantined line = onlyLine();
    brokenOff.at = statement;

    assertThatThrownBy(() -> release(line, part("k1", "one"))).isInstanceOf(RuntimeException.class);

    brokenOff.at = null;
    assertThat(shelf().lines(null)).containsExactly(line);
    assertThat(journal.received(LATER, 10)).isEmpty();
    assertThat(journal.ledger()).isEqualTo(before);
    EventId event = release(line, part("k1", "one")).orElseThrow().get(0).event();
    assertThat(journal.received(LATER, 10)).extracting(it -> it.event().id()).containsOnly(event);
    assertThat(journal.find(event).orElseThrow().summary().state()).isEqualTo(State.RECEIVED);
  }

  private static final class BrokenOff implements StoreWatch {
    private volatile @Nullable String at;

    @Override
    public void before(String sql) {
      String now = at;
      if (now != null && sql.startsWith(now)) {
        throw new IllegalStateException("a test: broken off before " + now);
      }
    }
  }

  // ── words ──────────────────────────────────────────────────────────────────────────────────────

  private QuarantineShelf shelf() {
    return journal.quarantineShelf();
  }

  private void keep(Request request, String why, @Nullable String proof) {
    journal.quarantine(request, why, proof);
  }

  private Quarantined onlyLine() {
    assertThat(shelf().lines(null)).hasSize(1);
    return shelf().lines(null).get(0);
  }

  private Optional<List<Receipt>> release(Quarantined line, Part... parts) {
    Request request =
        shelf()
            .find(line.seq())
            .map(QuarantinedRequest::request)
            .orElseGet(() -> request(line.hook(), "one", line.receivedAt()));
    return shelf()
        .release(new Release(line.seq(), request, "generic", CRM, List.of(parts), LATER), LATER);
  }

  private List<Receipt> append(String key, String body) {
    return journal.append(request(HOOK, body, T0), "generic", CRM, List.of(part(key, body)), T0);
  }

  private static Part part(String key, String body) {
    return new Part(key, null, Bytes.utf8(body), Bytes.utf8(body).sha256());
  }

  private static Request request(HookName hook, String body, Instant at) {
    return new Request(hook, "POST", "/hooks/" + hook, Headers.NONE, Bytes.utf8(body), at);
  }

  private LedgerLine line() {
    return journal.ledger().stream()
        .filter(line -> line.hook().equals(HOOK))
        .findFirst()
        .orElseThrow();
  }
}
