package io.leadline.prove;

import io.leadline.prove.Ending.How;
import io.leadline.sandbox.SandboxCrm;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Starts the server and ends it, again and again, one way or another. */
final class Troubles {
  private static final Duration TO_DELIVER = Duration.ofSeconds(90);
  private static final Duration TO_STOP = Duration.ofSeconds(60);
  private static final Duration TO_CRASH = Duration.ofSeconds(6);

  /** Between the end of a process and our hearing of it. */
  private static final Duration TO_BE_NOTICED = Duration.ofMillis(500);

  private static final int STARTS_IN_VAIN = 3;

  private final Scene scene;
  private final SandboxCrm crm;
  private final Map<String, String> environment;
  private final Replays replays;
  private final Acknowledged acknowledged;
  private final Random random;
  private final Endings endings;
  private final Weather weather;
  private final Clock clock;

  private final AtomicInteger starts = new AtomicInteger();
  private final Recoveries recoveries = new Recoveries();
  private final List<Interruption> interruptions = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Integer> crashes = new TreeMap<>();
  private int kills;
  private int stops;
  private int startsInVain;
  private long callsBefore;

  Troubles(
      Scene scene,
      SandboxCrm crm,
      Map<String, String> inherited,
      Replays replays,
      Acknowledged acknowledged,
      Random random,
      Clock clock) {
    this.scene = scene;
    this.crm = crm;
    this.environment = scene.environment(crm, inherited);
    this.replays = replays;
    this.acknowledged = acknowledged;
    this.random = random;
    this.endings = new Endings(random);
    this.weather = new Weather(random, crm.faults(), clock);
    this.clock = clock;
  }

  /** Which start of the server is the newest, counted from 1. */
  int start() {
    return starts.get();
  }

  int kills() {
    return kills;
  }

  /** The named points at which a server has ended itself. */
  Set<String> pointsReached() {
    return Set.copyOf(crashes.keySet());
  }

  Recoveries recoveries() {
    return recoveries;
  }

  List<Interruption> interruptions() {
    return List.copyOf(interruptions);
  }

  List<Weather.AtFault> timesAtFault() {
    return weather.timesAtFault();
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  @Override
  public String toString() {
    return "%d starts, %d kills (at named points %s), %d stops"
        .formatted(starts.get(), kills, crashes.isEmpty() ? "none" : crashes, stops);
  }

  /**
   * Whether it makes no sense to start again: what fails at the very first start fails for ever.
   */
  boolean isHopeless() {
    return startsInVain >= STARTS_IN_VAIN || (startsInVain > 0 && starts.get() == 1);
  }

  /**
   * One start of the server, and its end.
   *
   * @param overdue whether what is still wanted is kills and points
   */
  void round(boolean overdue) throws IOException, InterruptedException {
    boolean nothingCanBeDelivered = weather.isAccountAtFault();
    Ending ending = nothingCanBeDelivered ? new Ending(How.KILL, null) : nextEnding(overdue);
    try (Server server = start(ending.crashPoint())) {
      if (nothingCanBeDelivered) {
        awaitACall(server);
        rest(200, 3000);
        kill(server);
      } else if (ending.how() == How.KILL_WHILE_STARTING) {
        rest(200, 3500);
        kill(server);
      } else {
        deliverThenEnd(server, ending);
      }
    } finally {
      weather.serverEnded();
    }
  }

  private Ending nextEnding(boolean overdue) {
    if (starts.get() == 0) {
      return endings.first();
    }
    return overdue ? endings.atAPoint() : endings.next();
  }

  private void deliverThenEnd(Server server, Ending ending)
      throws IOException, InterruptedException {
    if (awaitFirstDelivery(server)) {
      weather.change();
      rest(500, 4000);
    }
    if (Endings.comesWithMappings(ending) || random.nextInt(4) == 0) {
      scene.changeMappings();
    }
    if (Endings.comesWithAReplay(ending) || random.nextInt(6) == 0) {
      replays.plan();
    }
    switch (ending.how()) {
      case CRASH -> crash(server, ending);
      case STOP -> stop(server);
      case FREEZE_THEN_KILL -> {
        freezeFor(server, 500, 6000);
        server.thaw();
        rest(200, 2000);
        kill(server);
      }
      case FREEZE_AND_KILL -> {
        freezeFor(server, 500, 2000);
        kill(server);
      }
      default -> kill(server);
    }
  }

  /** A server that stays up, without faults. */
  Server startToFinish() throws IOException, InterruptedException {
    weather.clear();
    return start(null);
  }

  private Server start(@Nullable String crashPoint) throws IOException {
    int number = starts.incrementAndGet();
    callsBefore = crm.summary().calls();
    var all = new HashMap<>(environment);
    if (crashPoint != null) {
      all.put("LEADLINE_CRASH_AT", crashPoint);
    }
    return Server.start(scene.log(number), all, scene.options(), clock);
  }

  /** False where the process ended before; a server that does neither is a problem. */
  private boolean awaitFirstDelivery(Server server) throws InterruptedException {
    Instant deadline = server.startedAt().plus(TO_DELIVER);
    while (server.isAlive()) {
      if (noteFirstDelivery(server)) {
        startsInVain = 0;
        return true;
      }
      if (clock.instant().isAfter(deadline)) {
        problems.add(
            "start %d delivered nothing within %s; its log ends with:%n%s"
                .formatted(starts.get(), TO_DELIVER, server.lastLines()));
        return false;
      }
      rest(20, 20);
    }
    return false;
  }

  /** A server whose account is at fault asks at its start whether it still is. */
  private void awaitACall(Server server) throws InterruptedException {
    Instant deadline = server.startedAt().plus(TO_DELIVER);
    while (server.isAlive() && crm.summary().calls() == callsBefore) {
      if (clock.instant().isAfter(deadline)) {
        problems.add(
            "start %d did not look within %s whether the account is in order; its log ends with:%n%s"
                .formatted(starts.get(), TO_DELIVER, server.lastLines()));
        return;
      }
      rest(20, 20);
    }
  }

  /**
   * Whether the newest start has delivered. The time that it took is measured where there was
   * something to deliver when it came up: else it would be the time until somebody sends.
   */
  boolean noteFirstDelivery(Server server) {
    var first = FirstDelivery.of(crm, callsBefore, server.startedAt());
    if (first != null && acknowledged.awaited(first.marker(), server.startedAt())) {
      recoveries.add(start(), Duration.between(server.startedAt(), first.at()));
    }
    return first != null;
  }

  private void kill(Server server) throws InterruptedException {
    if (hasEndedByItself(server)) {
      return;
    }
    Instant from = clock.instant();
    server.kill();
    awaitEnd(server);
    kills++;
    interruptions.add(new Interruption(from, clock.instant(), "killed"));
  }

  private void crash(Server server, Ending ending) throws InterruptedException {
    if (!server.awaitEnd(TO_CRASH)) {
      endings.missed(ending);
      kill(server);
      return;
    }
    if (server.exitCode() != Server.KILLED) {
      hasEndedByItself(server);
      return;
    }
    kills++;
    crashes.merge(String.valueOf(ending.point()), 1, Integer::sum);
    Instant end = Objects.requireNonNullElseGet(server.endedAt(), clock::instant);
    interruptions.add(new Interruption(end.minus(TO_BE_NOTICED), end, ending.toString()));
  }

  /** A stop excuses nothing: it lets the calls in flight end, and notes what came of them. */
  void stop(Server server) throws InterruptedException {
    if (hasEndedByItself(server)) {
      return;
    }
    server.stop();
    awaitEnd(server);
    stops++;
    if (server.exitCode() != 0 && server.exitCode() != 128 + 15) {
      problems.add("start %d: exit code %d after SIGTERM".formatted(start(), server.exitCode()));
    }
  }

  private void awaitEnd(Server server) throws InterruptedException {
    if (!server.awaitEnd(TO_STOP)) {
      problems.add(
          "start %d does not end within %s; its log ends with:%n%s"
              .formatted(start(), TO_STOP, server.lastLines()));
      Instant from = clock.instant();
      server.close();
      interruptions.add(new Interruption(from, clock.instant(), "killed, for it did not end"));
    }
  }

  private boolean hasEndedByItself(Server server) {
    if (server.isAlive()) {
      return false;
    }
    startsInVain++;
    problems.add(
        "start %d ended by itself with exit code %d; its log ends with:%n%s"
            .formatted(start(), server.exitCode(), server.lastLines()));
    return true;
  }

  private void freezeFor(Server server, int least, int most) throws InterruptedException {
    Instant from = clock.instant();
    if (!server.freeze()) {
      problems.add(
          "start %d could not be made to stand still: is there no command 'kill'?"
              .formatted(start()));
      return;
    }
    rest(least, most);
    interruptions.add(new Interruption(from, clock.instant(), "stood still"));
  }

  /** For so many milliseconds, by chance. */
  private void rest(int least, int most) throws InterruptedException {
    int time = least + (most > least ? random.nextInt(most - least) : 0);
    LockSupport.parkNanos(Duration.ofMillis(time).toNanos());
    if (Thread.interrupted()) {
      throw new InterruptedException("the proof is to end");
    }
  }
}
