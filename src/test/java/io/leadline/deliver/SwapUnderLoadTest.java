package io.leadline.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.crm.Catalogue;
import io.leadline.event.Call;
import io.leadline.event.CrmMode;
import io.leadline.event.Event;
import io.leadline.event.EventId;
import io.leadline.event.Happening;
import io.leadline.event.Happening.MappingsLoaded;
import io.leadline.event.Happening.MappingsRefused;
import io.leadline.event.State;
import io.leadline.journal.EventDetail;
import io.leadline.mapping.Compilation;
import io.leadline.mapping.Decision;
import io.leadline.mapping.MappingCompiler;
import io.leadline.mapping.MappingSet;
import io.leadline.mapping.MappingTexts;
import io.leadline.mapping.yaml.Problem;
import io.leadline.source.Reading;
import io.leadline.source.Source;
import io.leadline.telemetry.MappingsHealth;
import io.leadline.telemetry.Statuses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.health.Status;

/**
 * A mapping that is changed 300 times, one time in five to a broken one, while others receive and
 * prepare. By count, not by time: each change waits until events were prepared since the one
 * before.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class SwapUnderLoadTest {
  private static final int CHANGES = 300;

  /** Milliseconds between two changes; none unless somebody wants to see it in real time. */
  private static final int EVERY = Integer.getInteger("leadline.test.swap.every", 0);

  private static final int PREPARERS = 2;
  private static final int BATCH = 1;
  private static final int MOST_WAITING = 20;

  private static final String MAPPING =
      """
      hook: typeform
      createContact:
        email: $.answers.email
        first_name: $.answers.name
        last_name: $.event_id
        contact_status: Active
        contact_source: Web
        city: Town %d
        entity_name: Acme
        entity_label: Company
        entity_status: Active
      """;
  private static final String CASES =
      """
      - name: the town of this change
        submission:
          answers: {email: ada@acme.example, name: Ada}
        expect:
          createContact:
            city: Town %d
      """;

  @TempDir Path folder;
  private Bench bench;
  private MappingsHealth health;
  private final ConcurrentLinkedQueue<EventId> events = new ConcurrentLinkedQueue<>();
  private final Semaphore room = new Semaphore(MOST_WAITING);
  private final Semaphore prepared = new Semaphore(0);
  private volatile boolean done;

  @BeforeEach
  void open() {
    bench = new Bench(folder);
    health = new MappingsHealth(this::inUse);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void makesTheCallsOfEachEventByTheSetThatItRecords() throws Exception {
    take(good(0));
    ExecutorService others = Executors.newFixedThreadPool(PREPARERS + 1);
    var work = new ArrayList<Future<?>>();
    try {
      work.add(others.submit(this::receive));
      for (int i = 0; i < PREPARERS; i++) {
        work.add(others.submit(this::prepare));
      }
      change();
    } finally {
      done = true;
      room.release(MOST_WAITING);
      others.shutdown();
    }
    for (Future<?> each : work) {
      each.get(30, TimeUnit.SECONDS);
    }
    prepareAll();

    assertEachEventHasTheCallsOfItsSet();
    assertThat(bench.told(MappingsRefused.class)).hasSize(CHANGES / 5);
    assertThat(bench.told(MappingsLoaded.class)).hasSize(1 + CHANGES - CHANGES / 5);
  }

  // ── the one who edits ─────────────────────────────────────────────────────────────────────────

  private void change() throws InterruptedException {
    awaitProgress();
    for (int i = 1; i <= CHANGES; i++) {
      boolean broken = i % 5 == 0;
      String before = hash();
      take(broken ? broken(i) : good(i));
      assertThat(health.health().getStatus()).isEqualTo(broken ? Statuses.DEGRADED : Status.UP);
      assertThat(hash().equals(before)).as("the last good one goes on").isEqualTo(broken);
      awaitProgress();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(EVERY));
    }
  }

  /** Of so many events one at least was taken in hand after the change. */
  private void awaitProgress() throws InterruptedException {
    prepared.drainPermits();
    assertThat(prepared.tryAcquire(PREPARERS * BATCH + 1, 30, TimeUnit.SECONDS)).isTrue();
  }

  private void take(Map<String, String> files) {
    bench.mappingFiles = files;
    bench.mappings.refresh();
    bench.mappings.refresh();
  }

  private static Map<String, String> good(int change) {
    return Map.of(
        "demo.yaml", MAPPING.formatted(change), "demo.cases.yaml", CASES.formatted(change));
  }

  /** By turns one that does not compile, and one that does but whose case fails. */
  private static Map<String, String> broken(int change) {
    return change % 2 == 0
        ? Map.of("demo.yaml", MAPPING.formatted(change).replace("first_name", "frist_name"))
        : Map.of(
            "demo.yaml", MAPPING.formatted(change), "demo.cases.yaml", CASES.formatted(change - 1));
  }

  private String hash() {
    return bench.mappings.of(Bench.CRM).orElseThrow().hash();
  }

  private MappingsHealth.InUse inUse() {
    List<String> problems = bench.mappings.problems().stream().map(Problem::toString).toList();
    return new MappingsHealth.InUse(hash(), null, 1, problems);
  }

  // ── those who work meanwhile ──────────────────────────────────────────────────────────────────

  private void receive() {
    for (int i = 0; !done; i++) {
      room.acquireUninterruptibly();
      events.add(
          bench.received(
              "key-" + i, null, "{\"email\":\"p%d@acme.example\",\"name\":\"Ada\"}".formatted(i)));
    }
  }

  private void prepare() {
    PrepareReceived prepare = preparer();
    while (!done) {
      prepare.each(bench.journal.received(bench.clock.instant(), BATCH));
    }
  }

  private void prepareAll() {
    while (!bench.journal.received(bench.clock.instant(), 1).isEmpty()) {
      preparer().each(bench.journal.received(bench.clock.instant(), 200));
    }
  }

  private PrepareReceived preparer() {
    var sender =
        new AskSender(
            (hook, fetch) -> Optional.empty(),
            bench.settings,
            Bench.MIDDLE,
            bench.told::add,
            bench.clock,
            bench.clock);
    return new PrepareReceived(
        bench.journal,
        event -> Optional.<Source>of(new PlainSource()),
        bench.mappings,
        sender,
        new NoteForms(bench.journal.forms(), ignored -> {}),
        this::told,
        bench.clock);
  }

  private void told(Happening happening) {
    if (happening instanceof Happening.EventPrepared) {
      room.release();
      prepared.release();
    } else {
      bench.told.add(happening);
    }
  }

  // ── what came of it ───────────────────────────────────────────────────────────────────────────

  private void assertEachEventHasTheCallsOfItsSet() {
    var former = new FormerMappings(bench.journal.mappings());
    var sets = new HashMap<String, MappingSet>();
    for (EventId id : events) {
      EventDetail detail = bench.detail(id);
      assertThat(detail.summary().state())
          .as("%s: %s", id, bench.reason(id))
          .isEqualTo(State.READY);
      MappingSet set =
          sets.computeIfAbsent(String.valueOf(detail.mappingSet()), hash -> made(former, hash));
      assertThat(detail.calls()).isEqualTo(callsOf(set, detail.event()));
    }
    assertThat(sets).as("events of every good set").hasSize(1 + CHANGES - CHANGES / 5);
    assertThat(sets.keySet()).doesNotContainAnyElementsOf(hashesOfBrokenOnes());
  }

  private static MappingSet made(FormerMappings former, String hash) {
    return ((FormerMappings.Former.Made) former.of(hash)).set();
  }

  private static List<Call> callsOf(MappingSet set, Event event) {
    var read = (Reading.Read) new PlainSource().read(event, null);
    return ((Decision.Calls) set.decide(read.submission())).calls();
  }

  private static Set<String> hashesOfBrokenOnes() {
    var hashes = new HashSet<String>();
    for (int i = 5; i <= CHANGES; i += 5) {
      var compiled =
          MappingCompiler.compile(new MappingTexts(broken(i)), Catalogue.documented(), CrmMode.B2B);
      if (compiled instanceof Compilation.Compiled one) {
        hashes.add(one.set().hash());
      }
    }
    assertThat(hashes).as("broken by a case alone").hasSize(CHANGES / 10);
    return hashes;
  }
}
