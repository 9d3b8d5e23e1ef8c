package io.leadline.prove;

import io.leadline.sandbox.Fault;
import io.leadline.sandbox.FaultKind;
import io.leadline.sandbox.Faults;
import io.leadline.sandbox.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * What goes wrong at the CRM, by chance: every kind of fault after which a call may or must be made
 * again. A refusal is none of them: it is the CRM's last word.
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
          Fault.of(FaultKind.SERVER_ERROR).on(Operation.HUBSPOT_READ).times(3),
          Fault.of(FaultKind.TOO_MANY_REQUESTS).on(Operation.HUBSPOT_READ).times(3),
          Fault.of(FaultKind.CUT_BEFORE_COMMIT).on(Operation.HUBSPOT_READ).times(3),
          Fault.of(FaultKind.NOT_JSON).on(Operation.HUBSPOT_READ).times(3));

  private final Random random;
  private final Faults faults;

  Weather(Random random, Faults faults) {
    this.random = random;
    this.faults = faults;
  }

  /** Another fault, and often a second; seldom none. */
  void change() {
    clear();
    int count = random.nextInt(3) + (random.nextInt(4) == 0 ? 0 : 1);
    for (int i = 0; i < count; i++) {
      faults.add(KINDS.get(random.nextInt(KINDS.size())));
    }
  }

  void clear() {
    faults.clear();
  }
}
