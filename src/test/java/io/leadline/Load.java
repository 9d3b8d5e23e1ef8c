package io.leadline;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many form tools that send at the same time, and what each was told. */
final class Load implements AutoCloseable {
  /** One submission: its token stands in the profile, so that it can be found in the CRM. */
  record Submission(String token, String email) {
    String body() {
      return Forms.demoRequest(token)
          .email(email)
          .text("name", "What is your name?", "Load Test")
          .text("message", "Anything else?", marker())
          .json();
    }

    /** What the profile of this submission holds, and of no other. */
    String marker() {
      return "<" + token + ">";
    }
  }

  /**
   * @param status 0 where there was no answer
   * @param said the answer's body, or how the connection failed
   * @param retryAfter whether the answer said when to come again
   */
  record Told(Submission submission, int status, String said, boolean retryAfter) {
    boolean isTaken() {
      return status / 100 == 2;
    }

    /** An answer of the table, or a connection that was refused or cut: the sender sends again. */
    boolean isFair() {
      return isTaken() || (status == 503 && retryAfter) || (status == 0 && !said.isEmpty());
    }
  }

  private final Caller caller;
  private final ExecutorService clients;
  private final int atOnce;
  private final Queue<Told> told = new ConcurrentLinkedQueue<>();
  private final List<Future<?>> running = new ArrayList<>();
  private volatile Duration pause = Duration.ZERO;
  private volatile boolean ended;

  Load(Caller caller, int atOnce) {
    this.caller = caller;
    this.atOnce = atOnce;
    this.clients = Executors.newFixedThreadPool(atOnce);
  }

  /** Every tenth is by one of three busy people, who spell their address as it comes. */
  static List<Submission> submissions(int count) {
    return IntStream.range(0, count).mapToObj(Load::submission).toList();
  }

  static Submission submission(int number) {
    String busy = number % 20 == 0 ? "Busy" : "busy";
    String email =
        number % 10 == 0
            ? busy + number / 10 % 3 + "@load.example"
            : "person" + number + "@load.example";
    return new Submission("load-" + number, email);
  }

  /** Begins to send these; a form tool that gets no answer goes on with the next. */
  Load send(List<Submission> submissions) {
    var next = new AtomicInteger();
    return sendEach(number -> number < submissions.size() ? submissions.get(number) : null, next);
  }

  /** Begins to send without end, until {@link #end()}; each client pauses so long in between. */
  Load sendOn(Duration pause) {
    return sendOnFrom(0, pause);
  }

  /** The same, from this number on. */
  Load sendOnFrom(int first, Duration pause) {
    this.pause = pause;
    return sendEach(Load::submission, new AtomicInteger(first));
  }

  private Load sendEach(IntFunction<Submission> source, AtomicInteger next) {
    for (int i = 0; i < atOnce; i++) {
      running.add(clients.submit(() -> sendFrom(source, next)));
    }
    return this;
  }

  private void sendFrom(IntFunction<Submission> source, AtomicInteger next) {
    while (!ended) {
      Submission submission = source.apply(next.getAndIncrement());
      if (submission == null) {
        return;
      }
      told.add(send(submission));
      LockSupport.parkNanos(pause.toNanos());
    }
  }

  private Told send(Submission submission) {
    try {
      HttpResponse<String> answer = caller.tryTypeform(submission.body());
      boolean retryAfter = answer.headers().firstValue("Retry-After").isPresent();
      return new Told(submission, answer.statusCode(), answer.body(), retryAfter);
    } catch (HttpTimeoutException e) {
      return new Told(submission, -1, "no answer in time", false);
    } catch (IOException e) {
      return new Told(submission, 0, e.toString(), false);
    }
  }

  List<Told> told() {
    return List.copyOf(told);
  }

  long taken() {
    return told.stream().filter(Told::isTaken).count();
  }

  /** Lets everybody stop after what they are at. */
  List<Told> end() {
    ended = true;
    return await();
  }

  /** Waits until everything was sent. */
  List<Told> await() {
    try {
      for (Future<?> one : running) {
        one.get(120, TimeUnit.SECONDS);
      }
    } catch (Exception e) {
      throw new AssertionError("the load did not end", e);
    }
    return told();
  }

  @Override
  public void close() {
    ended = true;
    clients.shutdownNow();
  }
}
