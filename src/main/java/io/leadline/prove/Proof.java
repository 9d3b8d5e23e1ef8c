package io.leadline.prove;

import io.leadline.event.EventId;
import io.leadline.event.State;
import io.leadline.journal.EventQuery;
import io.leadline.journal.EventSummary;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalRefused;
import io.leadline.journal.JournalUnavailable;
import io.leadline.journal.LedgerLine;
import io.leadline.sandbox.SandboxCrm;
import io.leadline.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Load, kills and faults against a server of this machine, and the comparison at the end. */
public final class Proof {
  private static final int KEPT_CALLS = 2_000_000;
  private static final int SHOWN = 20;
  private static final Duration WITHOUT_PROGRESS = Duration.ofSeconds(90);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(20);

  private final Function<String, Journal> journals;
  private final Map<String, String> inherited;
  private final Clock clock;
  private final PrintWriter out;
  private final Tampering tampering;

  /**
   * @param journals opens the journal of a URL beside a server, as commands do
   * @param inherited the environment; a server of the proof is given little of it
   */
  public Proof(
      Function<String, Journal> journals,
      Map<String, String> inherited,
      Clock clock,
      PrintWriter out) {
    this(journals, inherited, clock, out, Tampering.NONE);
  }

  Proof(
      Function<String, Journal> journals,
      Map<String, String> inherited,
      Clock clock,
      PrintWriter out,
      Tampering tampering) {
    this.journals = journals;
    this.inherited = inherited;
    this.clock = clock;
    this.out = out;
    this.tampering = tampering;
  }

  /**
   * Gives the exit code: 0 where the promise held, else 1.
   *
   * @throws IllegalArgumentException when it cannot be done as it was asked
   */
  public int run(Asked asked) {
    refuseUsedJournal(asked);
    if (!Files.isDirectory(asked.routes())) {
      throw new IllegalArgumentException(
          "there is no folder "
              + asked.routes()
              + " with Leadline's routes: run this where Leadline is, or set ROUTES_DIR");
    }
    try {
      var scene = Scene.make(asked.routes(), asked.journalUrl(), asked.seed());
      return run(asked, scene);
    } catch (IOException e) {
      throw new UncheckedIOException("the proof could not write or start something", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      say("interrupted: nothing is proved");
      return 1;
    }
  }

  /** A proof must not eat a journal that somebody needs. */
  private void refuseUsedJournal(Asked asked) {
    String url = asked.journalUrl();
    if (url == null) {
      return;
    }
    try (Journal journal = journals.apply(url)) {
      if (journal.countedLedger().stream().anyMatch(line -> line.received() > 0)) {
        throw new IllegalArgumentException(
            "the journal that --journal names holds events; a proof needs an empty one of its own");
      }
    } catch (JournalRefused none) {
      // There is no journal yet, or the server will refuse it with its own sentence.
    }
  }

  private int run(Asked asked, Scene scene) throws IOException, InterruptedException {
    var random = new Random(asked.seed());
    var settings = SandboxSettings.demo().withKeptCalls(KEPT_CALLS);
    try (var crm = SandboxCrm.start(settings, clock, random, 0);
        var tools = new FormTools()) {
      var replays = new Replays(() -> journals.apply(scene.journalUrl()), clock);
      var chance = new Random(asked.seed() + 1);
      var troubles =
          new Troubles(scene, crm, inherited, replays, tools.acknowledged(), chance, clock);
      sayWhatIsDone(asked, scene);
      tools.send(scene.address(), crm.hubspot(), asked, clock, troubles::start);
      makeTrouble(asked, crm, tools, troubles);
      if (troubles.isHopeless()) {
        return giveUp(scene, troubles);
      }
      var refused = new ArrayList<EventSummary>();
      boolean calm = finish(scene, crm, tools, troubles, refused);
      Verdict verdict = Judge.judge(evidence(scene, crm, tools, troubles, refused));
      var report = new Report(asked, verdict, tools.acknowledged(), troubles, crm.summary(), calm);
      return end(scene, asked, report);
    }
  }

  private void sayWhatIsDone(Asked asked, Scene scene) {
    say(
        "proving for %s with seed %d: %s, about %d submissions a second, logs in %s"
            .formatted(
                words(asked.length()),
                asked.seed(),
                asked.journalUrl() == null ? "SQLite" : "the journal of --journal",
                asked.perSecond(),
                scene.folder()));
  }

  private void makeTrouble(Asked asked, SandboxCrm crm, FormTools tools, Troubles troubles)
      throws IOException, InterruptedException {
    Instant begin = clock.instant();
    Instant end = begin.plus(asked.length());
    Instant latest = end.plus(asked.length()).plusSeconds(60);
    Instant nextLine = begin.plus(BETWEEN_LINES);
    while (!troubles.isHopeless() && isGoingOn(asked, troubles, end, latest)) {
      troubles.round(clock.instant().isAfter(end));
      if (clock.instant().isAfter(nextLine)) {
        sayHowFar(begin, crm, tools, troubles);
        nextLine = clock.instant().plus(BETWEEN_LINES);
      }
    }
  }

  private boolean isGoingOn(Asked asked, Troubles troubles, Instant end, Instant latest) {
    Instant now = clock.instant();
    return now.isBefore(end) || (lacks(asked, troubles) && now.isBefore(latest));
  }

  private static boolean lacks(Asked asked, Troubles troubles) {
    return troubles.kills() < asked.fewestKills()
        || troubles.pointsReached().size() < asked.fewestPoints();
  }

  private void sayHowFar(Instant begin, SandboxCrm crm, FormTools tools, Troubles troubles) {
    say(
        "%6s  %d acknowledged, %d profiles in the CRM, %s"
            .formatted(
                words(Duration.between(begin, clock.instant())),
                tools.acknowledged().count(),
                crm.summary().profiles(),
                troubles));
  }

  /** Nothing can be compared where there is nothing that runs. */
  private int giveUp(Scene scene, Troubles troubles) {
    troubles.problems().forEach(problem -> say("PROBLEM: " + problem));
    say("the server does not run: nothing is proved. Its logs are in " + scene.folder());
    return 1;
  }

  // ── the end ────────────────────────────────────────────────────────────────────────────────────

  /**
   * A last start that stays up until nothing waits; what the CRM had refused is then replayed.
   *
   * @param refused is told what that was
   * @return false where something hangs
   */
  private boolean finish(
      Scene scene, SandboxCrm crm, FormTools tools, Troubles troubles, List<EventSummary> refused)
      throws IOException, InterruptedException {
    say("        no more faults and kills; waiting until nothing is pending");
    tools.noMore();
    try (Server server = troubles.startToFinish()) {
      boolean acknowledged = tools.awaitEnd(WITHOUT_PROGRESS);
      boolean calm = acknowledged && awaitNothingPending(scene, crm, server);
      troubles.noteFirstDelivery(server);
      if (calm) {
        refused.addAll(replayRefused(scene));
        calm = awaitNothingPending(scene, crm, server);
      }
      troubles.stop(server);
      return calm;
    }
  }

  private List<EventSummary> replayRefused(Scene scene) {
    try (Journal journal = journals.apply(scene.journalUrl())) {
      return Replays.ofRefused(journal, clock.instant());
    }
  }

  private boolean awaitNothingPending(Scene scene, SandboxCrm crm, Server server)
      throws InterruptedException {
    try (Journal journal = journals.apply(scene.journalUrl())) {
      Instant lastMove = clock.instant();
      String before = "";
      while (server.isAlive() && clock.instant().isBefore(lastMove.plus(WITHOUT_PROGRESS))) {
        long pending = pending(journal);
        if (pending == 0 && journal.runningReplays().isEmpty()) {
          return true;
        }
        String now = pending + " " + crm.summary().calls();
        lastMove = now.equals(before) ? lastMove : clock.instant();
        before = now;
        rest();
      }
      return false;
    }
  }

  private static long pending(Journal journal) {
    try {
      return journal.ledger().stream().mapToLong(LedgerLine::pending).sum();
    } catch (JournalUnavailable busy) {
      return -1;
    }
  }

  private static void rest() throws InterruptedException {
    LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    if (Thread.interrupted()) {
      throw new InterruptedException("the proof is to end");
    }
  }

  private Evidence evidence(
      Scene scene, SandboxCrm crm, FormTools tools, Troubles troubles, List<EventSummary> refused) {
    tampering.journal().accept(scene.journalUrl());
    List<Submission> submissions = tools.acknowledged().submissions();
    try (Journal journal = journals.apply(scene.journalUrl())) {
      sayWhatHangs(journal);
      return new Evidence(
          submissions,
          events(journal, submissions),
          refused,
          journal.ledger(),
          journal.countedLedger(),
          tampering.crm().apply(crm.contacts()),
          crm.calls(),
          troubles.interruptions(),
          troubles.timesAtFault(),
          Scene.CALL_PATIENCE,
          Scene.CALLS_AT_ONCE);
    }
  }

  private void sayWhatHangs(Journal journal) {
    var waiting = EnumSet.of(State.RECEIVED, State.READY, State.HELD);
    journal
        .search(new EventQuery(waiting, null, null, null, null, SHOWN))
        .forEach(
            event ->
                say(
                    "HANGS: event %s of %s is %s since %s, due %s, %s"
                        .formatted(
                            event.id(),
                            event.hook(),
                            event.state(),
                            event.receivedAt(),
                            event.dueAt(),
                            event.reason())));
  }

  private static Map<EventId, InJournal> events(Journal journal, List<Submission> submissions) {
    var events = new HashMap<EventId, InJournal>();
    for (Submission submission : submissions) {
      for (EventId id : submission.events()) {
        journal.find(id).ifPresent(event -> events.put(id, InJournal.of(event)));
      }
    }
    return events;
  }

  private int end(Scene scene, Asked asked, Report report) throws IOException {
    report.lines(SHOWN).forEach(this::say);
    if (report.isGood() && !asked.keep()) {
      scene.delete();
    } else {
      say("");
      say(
          "kept for whoever looks into it: "
              + scene.folder()
              + " (the server's logs, the journal)");
      say("the same choices again: --seed " + asked.seed());
    }
    say(report.lastLine());
    return report.isGood() ? 0 : 1;
  }

  private static String words(Duration time) {
    return "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
