package io.leadline.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs one CRM call through the faults in force, to the reply that shall leave. */
final class CallRunner {
  private static final Duration BETWEEN_BLANKS = Duration.ofMillis(100);

  private final Crm crm;
  private final Faults faults;
  private final Gate gate;
  private final FaultReplies replies;
  private final CallLog log;

  CallRunner(Crm crm, Faults faults, Gate gate, FaultReplies replies, CallLog log) {
    this.crm = crm;
    this.faults = faults;
    this.gate = gate;
    this.replies = replies;
    this.log = log;
  }

  Settled run(
      Operation operation,
      Optional<Map<String, @Nullable Object>> request,
      CallLog.Entry entry,
      HttpExchange exchange) {
    var disturbance = faults.next(operation);
    if (!isPassed(disturbance.latency())) {
      return cut(FaultKind.LATENCY, null);
    }
    var fault = disturbance.fault();
    if (fault == null) {
      return plain(crm.rule(operation, request));
    }
    var early = fault.afterCommit() ? crm.rule(operation, request) : null;
    return fault.kind().holdsTheCall()
        ? held(fault, early, new Late(operation, request), entry, exchange)
        : new Settled(replies.reply(fault, early), fault.kind(), early);
  }

  private boolean isPassed(Duration latency) {
    return latency.isZero() || gate.hold(latency) != Gate.Passage.DROPPED;
  }

  /** What is still to be done when a held call is let go. */
  private record Late(Operation operation, Optional<Map<String, @Nullable Object>> request) {}

  private Settled plain(Ruling ruling) {
    return new Settled(replies.plain(ruling), null, ruling);
  }

  private static Settled cut(FaultKind kind, @Nullable Ruling ruling) {
    return new Settled(new Reply.Cut(), kind, ruling);
  }

  private Settled held(
      Fault fault, @Nullable Ruling early, Late late, CallLog.Entry entry, HttpExchange exchange) {
    boolean trickles = fault.kind() == FaultKind.TRICKLE;
    boolean goesOn;
    try (Gate.Turn turn = gate.enter()) {
      log.hold(entry, true);
      goesOn =
          trickles
              ? trickle(turn, fault.delay(), exchange)
              : turn.await(fault.delay()) != Gate.Passage.DROPPED;
      log.hold(entry, false);
    }
    if (!goesOn) {
      return cut(fault.kind(), early);
    }
    var ruling = early == null ? crm.rule(late.operation(), late.request()) : early;
    var answer = replies.plain(ruling);
    return new Settled(trickles ? restOf(answer) : answer, fault.kind(), ruling);
  }

  /** The status has left as 200, whatever it would have been. */
  private static Reply restOf(Reply.Answer answer) {
    return new Reply.Rest(200, answer.statusWord(), answer.body());
  }

  /** False when the client went away, or the sandbox closes. */
  private static boolean trickle(Gate.Turn turn, Duration longest, HttpExchange exchange) {
    try {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, 0);
      return blanks(turn, longest, exchange);
    } catch (IOException clientWentAway) {
      return false;
    }
  }

  private static boolean blanks(Gate.Turn turn, Duration longest, HttpExchange exchange)
      throws IOException {
    var out = exchange.getResponseBody();
    for (var left = longest; !left.isNegative(); left = left.minus(BETWEEN_BLANKS)) {
      out.write(' ');
      out.flush();
      var passage = turn.await(BETWEEN_BLANKS);
      if (passage != Gate.Passage.TIME_OVER) {
        return passage == Gate.Passage.RELEASED;
      }
    }
    return true;
  }
}
