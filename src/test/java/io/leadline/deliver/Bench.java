package io.leadline.deliver;

import io.leadline.crm.Connection;
import io.leadline.event.Bytes;
import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.ConnectionName;
import io.leadline.event.CrmMode;
import io.leadline.event.EventId;
import io.leadline.event.Happening;
import io.leadline.event.Headers;
import io.leadline.event.HookName;
import io.leadline.event.Part;
import io.leadline.event.Person;
import io.leadline.event.Request;
import io.leadline.event.State;
import io.leadline.journal.Claim;
import io.leadline.journal.EventDetail;
import io.leadline.journal.Journal;
import io.leadline.journal.Preparation.IsReady;
import io.leadline.journal.jdbc.JournalFactory;
import io.leadline.journal.jdbc.JournalSettings;
import io.leadline.journal.jdbc.Surroundings;
import io.leadline.mapping.MappingTexts;
import io.leadline.mapping.cases.MappingCases;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The parts of delivery on a bench: a real journal, a clock in the hand, a CRM that is scripted.
 */
final class Bench implements AutoCloseable {
  static final Instant T0 = Instant.parse("2026-01-18T18:17:02Z");
  static final HookName HOOK = new HookName("typeform");
  static final ConnectionName CRM = ConnectionName.DEFAULT;
  static final String ADA = "ada@acme.example";

  /** No jitter: the middle of every range. */
  static final RandomGenerator MIDDLE = () -> Long.MIN_VALUE;

  /** Of hooks whose connection nobody knows. */
  static final MappingTrial TRIAL =
      new MappingTrial(hook -> Optional.empty(), MappingCases.SubmissionReader.INLINE_ONLY);

  static final Connection CONNECTION =
      new Connection(CRM, "http://crm.example/apis/public", "key", "org", "member", CrmMode.B2B);

  final SettableClock clock = new SettableClock(T0);
  final ScriptedCrm crm = new ScriptedCrm();
  final List<Happening> told = new CopyOnWriteArrayList<>();
  final Path folder;
  Map<String, String> mappingFiles = Map.of();
  DeliverSettings settings = DeliverSettings.DEFAULT;
  Duration coveredWindow = Duration.ZERO;
  Connection connection = CONNECTION;
  boolean stopping;
  int nodes = 1;
  Journal journal;
  LiveMappings mappings;
  ConnectionGate gate;
  private int ids;

  Bench(Path folder) {
    this.folder = folder;
    this.journal = openJournal();
    this.mappings = liveMappings();
    this.gate = gate(journal);
  }

  private Journal openJournal() {
    return JournalFactory.serve(
        JournalSettings.of("jdbc:sqlite:" + folder.resolve("t.db")),
        new Surroundings(clock, this::nextId, new Random(7 + ids), Bench::thread, told::add));
  }

  private static Thread thread(Runnable task) {
    var thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }

  private EventId nextId() {
    return new EventId("01K%023d".formatted(++ids));
  }

  private LiveMappings liveMappings() {
    return new LiveMappings(
        () -> new MappingTexts(mappingFiles),
        Map.of(CRM, CrmMode.B2B),
        TRIAL,
        journal,
        told::add,
        clock);
  }

  private ConnectionGate gate(Journal seen) {
    return new ConnectionGate(
        connection, crm, seen, mappings, settings, told::add, clock, clock, () -> nodes);
  }

  /** As after a kill: nothing of memory is left. */
  void restart() {
    journal.close();
    journal = openJournal();
    mappings = liveMappings();
    gate = gate(journal);
  }

  /** From now on with a gate that sees the journal so. */
  void gateThrough(Journal seen) {
    gate = gate(seen);
  }

  @Override
  public void close() {
    journal.close();
  }

  // ── events ────────────────────────────────────────────────────────────────────────────────────

  EventId received(String key, @Nullable String subject, String body) {
    return received(CRM, key, subject, body);
  }

  EventId received(ConnectionName connection, String key, @Nullable String subject, String body) {
    var request =
        new Request(HOOK, "POST", "http://x/", Headers.NONE, Bytes.utf8(body), clock.instant());
    var part = new Part(key, subject, request.body(), request.body().sha256());
    return journal
        .append(request, "plain", connection, List.of(part), clock.instant())
        .get(0)
        .event();
  }

  /** An event of Ada that is to become one contact and one profile. */
  EventId ready(String key) {
    return ready(key, List.of(contact(ADA), profile(key)));
  }

  EventId ready(String key, List<Call> calls) {
    return ready(key, ADA, calls);
  }

  EventId ready(String key, String email, List<Call> calls) {
    EventId event = received(key, null, "{}");
    journal.prepare(
        List.of(
            new IsReady(
                event,
                "m",
                "hash",
                new Person.ByEmail(email),
                calls,
                List.of(),
                null,
                clock.instant())));
    return event;
  }

  static Call contact(String email) {
    return new Call(CallKind.CREATE_CONTACT, body("email", email, "first_name", "Ada"));
  }

  static Call profile(String summary) {
    return new Call(
        CallKind.ADD_PROFILE,
        body("profile_source", "Typeform", "profile_payload", Map.of("summary", summary)));
  }

  static Map<String, @Nullable Object> body(Object... pairs) {
    var body = new LinkedHashMap<String, @Nullable Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      body.put((String) pairs[i], pairs[i + 1]);
    }
    return body;
  }

  // ── work ──────────────────────────────────────────────────────────────────────────────────────

  List<Claim> claims() {
    return journal.claim(CRM, clock.instant(), 8);
  }

  /** Sends what this many claims give, where the gate lets so many through. */
  void claimed(int lanes) {
    if (gate.lanes() < lanes) {
      throw new AssertionError("the gate lets " + gate.lanes() + " through, not " + lanes);
    }
    var sendLane = new SendLane(journal, settings, coveredWindow, MIDDLE, told::add, clock);
    journal.claim(CRM, clock.instant(), lanes).forEach(claim -> sendLane.work(lane(claim)));
  }

  DeliverSettings with(int rejectionsBeforePause) {
    var usual = DeliverSettings.DEFAULT;
    return new DeliverSettings(
        usual.firstRetry(),
        usual.longestRetry(),
        usual.giveUpAfter(),
        usual.longestRetryAfter(),
        usual.failuresBeforePause(),
        rejectionsBeforePause,
        usual.callTimeLimit());
  }

  /** Claims what is due and works it. */
  void send() {
    send(journal);
  }

  void send(Journal through) {
    var sendLane = new SendLane(through, settings, coveredWindow, MIDDLE, told::add, clock);
    List<Claim> claims = claims();
    for (int round = 0; round < 100 && !claims.isEmpty(); round++, claims = open()) {
      claims.forEach(claim -> sendLane.work(lane(claim)));
    }
  }

  private List<Claim> open() {
    return gate.isOpen() && !stopping ? claims() : List.of();
  }

  ClaimedLane lane(Claim claim) {
    return new ClaimedLane(
        claim, gate, new Turn(clock, journal.lease(), clock.nanos()), () -> stopping);
  }

  void sendAfter(Duration time) {
    clock.goOn(time);
    send();
  }

  // ── what came of it ───────────────────────────────────────────────────────────────────────────

  EventDetail detail(EventId event) {
    return journal.find(event).orElseThrow();
  }

  State state(EventId event) {
    return detail(event).summary().state();
  }

  String reason(EventId event) {
    return String.valueOf(detail(event).summary().reason());
  }

  <T extends Happening> List<T> told(Class<T> kind) {
    var found = new ArrayList<T>();
    told.stream().filter(kind::isInstance).map(kind::cast).forEach(found::add);
    return found;
  }
}
