package io.leadline.sandbox;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One thing that shall go wrong: what, for which call, how often, how probably. Begin with {@link
 * #of}, then say what differs:
 *
 * <pre>{@code
 * crm.faults().add(Fault.of(SERVER_ERROR).on(ADD_PROFILE).times(2).afterItCommits());
 * }</pre>
 *
 * @param on null for both CRM calls
 * @param times null for until cleared
 * @param probability above 0, at most 1; only calls that are hit count for {@code times}
 * @param delay how late ({@code LATENCY}), or how long held at most ({@code HANG}, {@code TRICKLE})
 * @param status of {@code SERVER_ERROR} and {@code CLIENT_ERROR}
 * @param retryAfter in whole seconds, on any answer that is not a 200; null for none
 * @param retryAfterAsDate true for an HTTP date, false for seconds
 * @param perSecond of {@code RATE_LIMIT}
 * @param afterCommit true if the call takes effect before it goes wrong
 * @param message of {@code REFUSE} and {@code CLIENT_ERROR}
 */
public record Fault(
    FaultKind kind,
    @Nullable Operation on,
    @Nullable Integer times,
    double probability,
    Duration delay,
    int status,
    @Nullable Duration retryAfter,
    boolean retryAfterAsDate,
    int perSecond,
    boolean afterCommit,
    String message) {

  private static final Duration LONGEST_DELAY = Duration.ofHours(24);

  /** Refuses what could not be done, naming the value. */
  public Fault {
    demand(times == null || times >= 1, "times", times, "at least 1, or absent for ever");
    demand(probability > 0 && probability <= 1, "probability", probability, "above 0, at most 1");
    demand(
        !delay.isNegative() && delay.compareTo(LONGEST_DELAY) <= 0,
        "delay_ms",
        delay.toMillis(),
        "from 0 to " + LONGEST_DELAY.toMillis());
    demand(perSecond >= 1, "per_second", perSecond, "at least 1");
    demand(
        retryAfter == null || !retryAfter.isNegative(),
        "retry_after",
        retryAfter,
        "0 or more seconds");
    demandStatus(kind, status);
  }

  private static void demandStatus(FaultKind kind, int status) {
    switch (kind) {
      case SERVER_ERROR -> demand(status / 100 == 5, "status", status, "from 500 to 599");
      case CLIENT_ERROR -> demand(status / 100 == 4, "status", status, "from 400 to 499");
      default -> {}
    }
  }

  private static void demand(
      boolean holds, String name, @Nullable Object value, String expectation) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s is %s, must be %s".formatted(name, value, expectation));
    }
  }

  /** This fault for both CRM calls until cleared, with the kind's defaults. */
  public static Fault of(FaultKind kind) {
    return new Fault(
        kind,
        null,
        null,
        1.0,
        kind.holdsTheCall() ? Duration.ofMinutes(10) : Duration.ofSeconds(1),
        kind == FaultKind.CLIENT_ERROR ? 403 : 503,
        defaultRetryAfter(kind),
        false,
        1,
        kind.commitsByNature(),
        "Refused at the sandbox's request");
  }

  private static @Nullable Duration defaultRetryAfter(FaultKind kind) {
    boolean isAboutPace = kind == FaultKind.TOO_MANY_REQUESTS || kind == FaultKind.RATE_LIMIT;
    return isAboutPace ? Duration.ofSeconds(1) : null;
  }

  /** For this operation alone. */
  public Fault on(Operation operation) {
    return changed(draft -> draft.on = operation);
  }

  /** For the next n calls that it hits. */
  public Fault times(int n) {
    return changed(draft -> draft.times = n);
  }

  /** For about this share of the calls, by the sandbox's randomness. */
  public Fault withProbability(double p) {
    return changed(draft -> draft.probability = p);
  }

  /** With this delay. */
  public Fault withDelay(Duration other) {
    return changed(draft -> draft.delay = other);
  }

  /** With this HTTP status. */
  public Fault withStatus(int other) {
    return changed(draft -> draft.status = other);
  }

  /** With {@code Retry-After} in seconds; null for no such header. */
  public Fault withRetryAfter(@Nullable Duration wait) {
    return changed(draft -> draft.retryAfter = wait);
  }

  /** With {@code Retry-After} as an HTTP date rather than in seconds. */
  public Fault withRetryAfterAsDate() {
    return changed(draft -> draft.retryAfterAsDate = true);
  }

  /** With this limit. */
  public Fault withPerSecond(int calls) {
    return changed(draft -> draft.perSecond = calls);
  }

  /** After the call has taken effect: it is stored, yet the caller does not learn of it. */
  public Fault afterItCommits() {
    return changed(draft -> draft.afterCommit = true);
  }

  /** With this sentence. */
  public Fault withMessage(String sentence) {
    return changed(draft -> draft.message = sentence);
  }

  boolean appliesTo(Operation operation) {
    return on == null ? operation.isCrmCall() : on == operation;
  }

  private Fault changed(Consumer<Draft> change) {
    var draft = new Draft(this);
    change.accept(draft);
    return draft.finished();
  }

  private static final class Draft {
    private final FaultKind kind;
    private @Nullable Operation on;
    private @Nullable Integer times;
    private double probability;
    private Duration delay;
    private int status;
    private @Nullable Duration retryAfter;
    private boolean retryAfterAsDate;
    private int perSecond;
    private boolean afterCommit;
    private String message;

    Draft(Fault fault) {
      kind = fault.kind;
      on = fault.on;
      times = fault.times;
      probability = fault.probability;
      delay = fault.delay;
      status = fault.status;
      retryAfter = fault.retryAfter;
      retryAfterAsDate = fault.retryAfterAsDate;
      perSecond = fault.perSecond;
      afterCommit = fault.afterCommit;
      message = fault.message;
    }

    Fault finished() {
      return new Fault(
          kind,
          on,
          times,
          probability,
          delay,
          status,
          retryAfter,
          retryAfterAsDate,
          perSecond,
          afterCommit,
          message);
    }
  }
}
