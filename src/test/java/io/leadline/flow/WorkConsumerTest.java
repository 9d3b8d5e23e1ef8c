package io.leadline.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadline.event.Happening;
import io.leadline.journal.JournalUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkConsumerTest {
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final Sheets work = new Sheets();
  private final WakeUp wakeUp = new WakeUp();
  private final List<Happening> told = new CopyOnWriteArrayList<>();
  private final List<String> handled = new CopyOnWriteArrayList<>();
  private volatile Consumer<String> handling = unit -> {};

  /** Units as they lie on a pile. */
  private static final class Sheets implements Work<String> {
    final Queue<String> pile = new ConcurrentLinkedQueue<>();
    final List<String> failed = new CopyOnWriteArrayList<>();
    final List<String> done = new CopyOnWriteArrayList<>();
    final AtomicInteger looks = new AtomicInteger();
    final AtomicBoolean resting = new AtomicBoolean();
    volatile Consumer<List<String>> whileTaking = taken -> {};
    volatile Runnable whileEnding = () -> {};
    volatile Duration idle = Duration.ofMillis(20);

    @Override
    public String name() {
      return "sheets";
    }

    @Override
    public int concurrency() {
      return 2;
    }

    @Override
    public List<String> take(int free) {
      looks.incrementAndGet();
      var taken = new ArrayList<String>();
      for (String unit = pile.poll();
          unit != null;
          unit = taken.size() < free ? pile.poll() : null) {
        taken.add(unit);
      }
      whileTaking.accept(taken);
      return taken;
    }

    @Override
    public void begin() {
      resting.set(false);
    }

    @Override
    public void rest() {
      resting.set(true);
    }

    @Override
    public void failed(String unit) {
      failed.add(unit);
    }

    @Override
    public void done(String unit) {
      done.add(unit);
      whileEnding.run();
    }

    @Override
    public Duration idle() {
      return idle;
    }
  }

  @BeforeEach
  void start() throws Exception {
    camel.addComponent("leadline", new WorkComponent(List.of(work), wakeUp, told::add));
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from("leadline:sheets")
                .routeId("sheets")
                .process(
                    exchange -> {
                      String unit = exchange.getIn().getBody(String.class);
                      handling.accept(unit);
                      handled.add(unit);
                    });
          }
        });
    camel.getShutdownStrategy().setTimeout(2); // an Error leaves its exchange in flight for Camel
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  void handsEachUnitOnAndEndsItOnce() {
    for (int i = 0; i < 50; i++) {
      work.pile.add("unit " + i);
    }

    await().until(() -> work.done.size() == 50);

    assertThat(handled).hasSize(50).doesNotHaveDuplicates();
    assertThat(work.done).doesNotHaveDuplicates();
    assertThat(work.failed).isEmpty();
  }

  @Test
  void hasNoMoreInHandThanThereIsRoomFor() {
    var gate = new Semaphore(0);
    var inHand = new AtomicInteger();
    var most = new AtomicInteger();
    handling =
        unit -> {
          most.accumulateAndGet(inHand.incrementAndGet(), Math::max);
          gate.acquireUninterruptibly();
          inHand.decrementAndGet();
        };
    work.pile.addAll(List.of("a", "b", "c", "d", "e"));

    await().until(() -> inHand.get() == 2);
    assertThat(work.pile).hasSize(3);
    gate.release(5);
    await().until(() -> work.done.size() == 5);

    assertThat(most).hasValue(2);
  }

  @Test
  void saysThatAUnitFailedBeforeItIsDone() {
    handling =
        unit -> {
          throw new IllegalStateException("broke");
        };
    work.pile.addAll(List.of("a", "b", "c", "d"));

    await().until(() -> work.done.size() == 4);

    assertThat(work.failed).hasSize(4);
    assertThat(told).hasSize(4).allMatch(Happening.DefectFound.class::isInstance);
  }

  /** As a journal that can be read and not written gives the same units again and again. */
  @Test
  void doesNotDoAtFullSpeedWhatFailsEachTime() {
    long start = System.nanoTime();
    handling =
        unit -> {
          throw new IllegalStateException("cannot be recorded");
        };
    work.whileEnding =
        () -> {
          work.pile.add("a");
          wakeUp.wake("sheets");
        };
    work.pile.add("a");

    await().atMost(Duration.ofSeconds(60)).until(() -> work.failed.size() == 3);

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as("a second's rest and two, of which one may be missed: a look may be on its way already")
        .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    work.whileEnding = () -> {};
    handling = unit -> {};
    await().atMost(Duration.ofSeconds(60)).until(() -> handled.contains("a"));
  }

  @Test
  void tellsOfAJournalThatIsAwayAsOfNoDefect() {
    handling =
        unit -> {
          throw new JournalUnavailable("the disk is full");
        };
    work.pile.add("a");

    await().until(() -> work.failed.size() == 1);
    assertThat(told)
        .containsExactly(
            new Happening.JournalFailed("route of leadline:sheets", "the disk is full"));
  }

  @Test
  void survivesAnErrorWhileItTakesAndWhileItHandles() {
    var once = new AtomicBoolean(true);
    work.whileTaking =
        taken -> {
          if (once.getAndSet(false)) {
            throw new OutOfMemoryError("while taking");
          }
        };
    await().until(() -> told.size() == 1);
    var first = new AtomicBoolean(true);
    handling =
        unit -> {
          if (first.getAndSet(false)) {
            throw new OutOfMemoryError("while handling");
          }
        };
    work.pile.addAll(List.of("a", "b"));

    await().until(() -> work.done.size() == 2);
    assertThat(work.failed).hasSize(1);
    assertThat(told).hasSize(2).allMatch(Happening.DefectFound.class::isInstance);
  }

  @Test
  void keepsItsRoomWhateverBreaksAtTheEnd() {
    work.whileEnding =
        () -> {
          throw new IllegalStateException("broke at the end");
        };
    work.pile.addAll(List.of("a", "b", "c", "d", "e"));

    await().until(() -> work.done.size() == 5);
    await().until(() -> told.size() == 5);
  }

  @Test
  void looksAgainAfterALookFailed() {
    var once = new AtomicBoolean(true);
    work.whileTaking =
        taken -> {
          if (once.getAndSet(false)) {
            throw new IllegalStateException("the journal is away");
          }
        };
    await().until(() -> !told.isEmpty());
    work.pile.add("after");

    await().until(() -> work.done.contains("after"));
  }

  @Test
  void waitsForWhatIsInHandWhenItStops() throws Exception {
    var go = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    handling =
        unit -> {
          begun.countDown();
          awaitQuietly(go);
        };
    work.pile.add("a");
    begun.await();

    var stopping = CompletableFuture.runAsync(this::stopRoute);
    await().untilTrue(work.resting);
    assertThat(stopping).isNotDone();
    go.countDown();
    stopping.join();

    assertThat(handled).containsExactly("a");
    assertThat(work.done).containsExactly("a");
  }

  @Test
  void handsOnWhatItTookWhileItStopped() throws Exception {
    var taking = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    work.whileTaking =
        taken -> {
          if (!taken.isEmpty()) {
            taking.countDown();
            awaitQuietly(go);
          }
        };
    work.pile.add("a");
    taking.await();

    var stopping = CompletableFuture.runAsync(this::stopRoute);
    await().untilTrue(work.resting);
    go.countDown();
    stopping.join();

    assertThat(handled).containsExactly("a");
    assertThat(work.done).containsExactly("a");
    assertThat(work.failed).isEmpty();
  }

  @Test
  void takesNothingWhileItIsSuspendedAndGoesOnAfterwards() throws Exception {
    camel.getRouteController().suspendRoute("sheets");
    int looks = work.looks.get();
    work.pile.add("a");
    wakeUp.wake("sheets");
    assertThat(work.resting).isTrue();
    assertThat(work.looks).hasValue(looks);

    camel.getRouteController().resumeRoute("sheets");

    await().until(() -> work.done.contains("a"));
    assertThat(work.resting).isFalse();
  }

  @Test
  void canBeStoppedAndStartedAgain() throws Exception {
    camel.getRouteController().stopRoute("sheets");
    work.pile.add("a");
    camel.getRouteController().startRoute("sheets");

    await().until(() -> work.done.contains("a"));
  }

  @Test
  void isWokenWhileItWaits() {
    work.idle = Duration.ofHours(1);
    await().until(() -> work.looks.get() > 0);
    work.pile.add("a");
    wakeUp.wake("sheets");

    await().until(() -> work.done.contains("a"));
  }

  @Test
  void looksAgainWhenAUnitHasEnded() {
    work.idle = Duration.ofHours(1);
    var once = new AtomicBoolean(true);
    work.whileEnding =
        () -> {
          if (once.getAndSet(false)) {
            work.pile.add("what the first one left");
          }
        };
    var begun = new AtomicBoolean();
    var foundNothing = new CountDownLatch(1);
    work.whileTaking =
        taken -> {
          if (begun.get()) {
            foundNothing.countDown();
          }
        };
    handling =
        unit -> {
          begun.set(true);
          wakeUp.wake("sheets");
          awaitQuietly(foundNothing);
        };
    work.pile.add("first");
    wakeUp.wake("sheets");

    await().until(() -> work.done.contains("what the first one left"));
  }

  @Test
  void missesNoCallThatComesBetweenTheLookAndTheWait() {
    work.idle = Duration.ofHours(1);
    var once = new AtomicBoolean(true);
    work.whileTaking =
        taken -> {
          if (once.getAndSet(false)) {
            work.pile.add("late");
            wakeUp.wake("sheets");
          }
        };
    wakeUp.wake("sheets");

    await().until(() -> work.done.contains("late"));
  }

  @Test
  void namesTheWorkThereIsWhereARouteNamesAnother() {
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> camel.getEndpoint("leadline:shets"))
        .hasStackTraceContaining("leadline:shets is no work; there are [sheets]");
  }

  private void stopRoute() {
    try {
      camel.getRouteController().stopRoute("sheets");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
