package io.leadline.prove;

import io.leadline.sandbox.Fault;
import io.leadline.sandbox.FaultKind;
import io.leadline.sandbox.Faults;
import io.leadline.sandbox.Operation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong at the CRM and at HubSpot, by chance: every kind of fault after which a call may
 * or must be made again, now and then a refusal, of which an event dies, and now and then an
 * account that is at fault for longer than one run of the server: of that nothing may die.
 */
final class Weather {
  /** Longer than a server of the proof waits for an answer. */
  private static final Duration TOO_LONG = Scene.CALL_PATIENCE.plusSeconds(2);

  private static final List<Fault> KINDS =
      List.of(
          Fault.of(FaultKind.TOO_MANY_REQUESTS).times(6),
          Fault.of(FaultKind.TOO_MANY_REQUESTS).times(3).withRetryAfterAsDate(),
          Fault.of(FaultKind.RATE_LIMIT).withPerSecond(15),
          Fault.of(FaultKind.SERVER_ERROR).withStatus(500).withProbability(0.3),
          Fault.of(FaultKind.SERVER_ERROR).withStatus(502).withProbability(0.3).afterItCommits(),
          Fault.of(FaultKind.SERVER_ERROR).times(4).withRetryAfter(Duration.ofSeconds(1)),
          Fault.of(FaultKind.HTML_PAGE).withProbability(0.3),
          Fault.of(FaultKind.HTML_PAGE).withProbability(0.3).afterItCommits(),
          Fault.of(FaultKind.EMPTY_BODY).withProbability(0.3),
          Fault.of(FaultKind.EMPTY_BODY).withProbability(0.3).afterItCommits(),
          Fault.of(FaultKind.NOT_JSON).withProbability(0.3),
          Fault.of(FaultKind.NOT_JSON).withProbability(0.3).afterItCommits(),
          Fault.of(FaultKind.CUT_BEFORE_COMMIT).withProbability(0.3),
          Fault.of(FaultKind.CUT_AFTER_COMMIT).withProbability(0.3),
          Fault.of(FaultKind.LATENCY).withDelay(Duration.ofMillis(80)),
          Fault.of(FaultKind.LATENCY).withDelay(Duration.ofMillis(700)).withProbability(0.5),
          Fault.of(FaultKind.HANG).withDelay(TOO_LONG).times(2),
          Fault.of(FaultKind.HANG).withDelay(TOO_LONG).times(2).afterItCommits(),
          Fault.of(FaultKind.TRICKLE).withDelay(TOO_LONG).times(2),
          Fault.of(FaultKind.TRICKLE).withDelay(TOO_LONG).times(2).afterItCommits(),
          Fault.of(FaultKind.REFUSE).times(1),
          Fault.of(FaultKind.REFUSE).on(Operation.ADD_PROFILE).times(2),
          Fault.of(FaultKind.CLIENT_ERROR).withStatus(400).times(1),
          Fault.of(FaultKind.CLIENT_ERROR).withStatus(422).on(Operation.ADD_PROFILE).times(1),
          Fault.of(FaultKind.CLIENT_ERROR).withStatus(403).times(1),
          Fault.of(FaultKind.CLIENT_ERROR).withStatus(403).on(Operation.ADD_PROFILE).times(2),
          Fault.of(FaultKind.NO_CONTACT_ID).on(Operation.CREATE_CONTACT).times(1),
          Fault.of(FaultKind.NO_CONTACT_ID).on(Operation.ADD_PROFILE).times(2),
          Fault.of(FaultKind.SERVER_ERROR).on(Operation.HUBSPOT_READ).times(3),
          Fault.of(FaultKind.TOO_MANY_REQUESTS).on(Operation.HUBSPOT_READ).times(3),
          Fault.of(FaultKind.CUT_BEFORE_COMMIT).on(Operation.HUBSPOT_READ).times(3),
          Fault.of(FaultKind.NOT_JSON).on(Operation.HUBSPOT_READ).times(3),
          Fault.of(FaultKind.HTML_PAGE).on(Operation.HUBSPOT_READ).times(3),
          Fault.of(FaultKind.LATENCY).on(Operation.HUBSPOT_READ).withDelay(Duration.ofMillis(700)),
          Fault.of(FaultKind.HANG).on(Operation.HUBSPOT_READ).withDelay(TOO_LONG).times(3));

  /** Of every call, the forced error too. */
  private static final List<Fault> OF_THE_ACCOUNT =
      List.of(
          Fault.of(FaultKind.CLIENT_ERROR).withStatus(401).withMessage("Invalid api_key"),
          Fault.of(FaultKind.CLIENT_ERROR).withStatus(403).withMessage("Access denied"),
          Fault.of(FaultKind.REFUSE).withMessage("Invalid api_key"),
          Fault.of(FaultKind.REFUSE).withMessage("Organization is not active"));

  private static final int IN_SO_MANY = 8;
  private static final int MOST_ENDS = 2;

  private final Random random;
  private final Faults faults;
  private final Clock clock;
  private final Deck<Fault> kinds;
  private final Deck<Fault> ofTheAccount;
  private final List<AtFault> times = new ArrayList<>();
  private int endsToCome;
  private @Nullable Instant atFaultSince;

  Weather(Random random, Faults faults, Clock clock) {
    this.random = random;
    this.faults = faults;
    this.clock = clock;
    this.kinds = new Deck<>(KINDS, random);
    this.ofTheAccount = new Deck<>(OF_THE_ACCOUNT, random);
  }

  /** A time in which the account was at fault, whoever called. */
  record AtFault(Instant from, Instant to) {}

  /** Another fault, and often a second; seldom none. Or the account is at fault from now on. */
  void change() {
    clear();
    if (random.nextInt(IN_SO_MANY) == 0) {
      blameTheAccount();
      return;
    }
    int count = random.nextInt(3) + (random.nextInt(4) == 0 ? 0 : 1);
    for (int i = 0; i < count; i++) {
      faults.add(kinds.draw());
    }
  }

  /** Not lifted before the server has ended, and has been started into it. */
  private void blameTheAccount() {
    endsToCome = 1 + random.nextInt(MOST_ENDS);
    atFaultSince = clock.instant();
    faults.add(ofTheAccount.draw());
  }

  /** Whether nothing can be delivered, for as long as this server runs. */
  boolean isAccountAtFault() {
    return atFaultSince != null;
  }

  /** When a server has ended: it clears up, unless the account is at fault for longer. */
  void serverEnded() {
    if (endsToCome > 0) {
      endsToCome--;
    } else {
      clear();
    }
  }

  void clear() {
    faults.clear();
    if (atFaultSince != null) {
      times.add(new AtFault(atFaultSince, clock.instant()));
    }
    atFaultSince = null;
    endsToCome = 0;
  }

  List<AtFault> timesAtFault() {
    return List.copyOf(times);
  }
}
