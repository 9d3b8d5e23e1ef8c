package io.leadline.prove;

import io.leadline.event.EventId;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sends one submission after the other, and each until it is acknowledged: a form tool repeats what
 * has no answer, or 503. Now and then it sends what was acknowledged again, or twice at once.
 */
final class FormTool implements Runnable {
  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9A-Z]{26})\"");
  private static final Duration BEFORE_A_REPETITION = Duration.ofMillis(250);

  private final Drafts drafts;
  private final Address address;
  private final Random random;
  private final Clock clock;
  private final IntSupplier start;
  private final Acknowledged acknowledged;
  private final Duration pause;
  private final BooleanSupplier goesOn;

  /**
   * @param start which start of the server is up
   * @param pause between two submissions, on average
   * @param goesOn whether there is more to send; a submission that was begun is sent all the same
   */
  FormTool(
      Drafts drafts,
      Address address,
      Random random,
      Clock clock,
      IntSupplier start,
      Acknowledged acknowledged,
      Duration pause,
      BooleanSupplier goesOn) {
    this.drafts = drafts;
    this.address = address;
    this.random = random;
    this.clock = clock;
    this.start = start;
    this.acknowledged = acknowledged;
    this.pause = pause;
    this.goesOn = goesOn;
  }

  @Override
  public void run() {
    try {
      while (goesOn.getAsBoolean()) {
        rest(Duration.ofNanos((long) (pause.toNanos() * 2 * random.nextDouble())));
        sendUntilAcknowledged(drafts.next());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendUntilAcknowledged(Draft draft) throws InterruptedException {
    acknowledged.begun(draft, clock.instant());
    boolean twin = random.nextInt(20) == 0;
    boolean again = random.nextInt(10) == 0;
    for (int tries = 1; !Thread.currentThread().isInterrupted(); tries++) {
      var other = twin ? address.sendBeside(draft) : null;
      boolean taken = isTaken(draft, tries);
      compare(draft, other);
      if (taken) {
        if (again) {
          compare(draft, address.sendBeside(draft));
        }
        return;
      }
      rest(BEFORE_A_REPETITION);
    }
  }

  private boolean isTaken(Draft draft, int tries) throws InterruptedException {
    try {
      var answer = address.send(draft);
      if (isAcknowledged(draft, answer)) {
        acknowledged.add(
            new Submission(draft, ids(answer), clock.instant(), start.getAsInt(), tries));
        return true;
      }
      return false;
    } catch (IOException refusedOrCut) {
      return false;
    }
  }

  /** A copy has to be the same events, whichever of the two is answered. */
  private void compare(Draft draft, @Nullable CompletableFuture<HttpResponse<String>> copy)
      throws InterruptedException {
    if (copy == null) {
      return;
    }
    try {
      var answer = copy.get();
      if (isAcknowledged(draft, answer)) {
        acknowledged.copy(draft, ids(answer));
      }
    } catch (ExecutionException refusedOrCut) {
      // Nobody was told anything.
    }
  }

  /** Any other answer is 503 and says when to come again, or the proof has failed. */
  private boolean isAcknowledged(Draft draft, HttpResponse<String> answer) {
    int status = answer.statusCode();
    boolean says503 = status == 503 && answer.headers().firstValue("Retry-After").isPresent();
    if (status / 100 != 2 && !says503) {
      acknowledged.oddAnswer(draft, status, start.getAsInt());
    }
    return status / 100 == 2;
  }

  private static List<EventId> ids(HttpResponse<String> answer) {
    return ID.matcher(answer.body())
        .results()
        .map((MatchResult found) -> new EventId(found.group(1)))
        .toList();
  }

  private static void rest(Duration time) throws InterruptedException {
    LockSupport.parkNanos(time.toNanos());
    if (Thread.interrupted()) {
      throw new InterruptedException("the form tool is to end");
    }
  }
}
