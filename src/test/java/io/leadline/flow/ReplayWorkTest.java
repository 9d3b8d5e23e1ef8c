package io.leadline.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.journal.Journal;
import io.leadline.journal.ReplayId;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayWorkTest {
  private static final ReplayId FIRST = new ReplayId(1);
  private static final ReplayId SECOND = new ReplayId(2);

  private final List<ReplayId> running = new ArrayList<>();
  private long nanos = 5;
  private int questions;
  private final ReplayWork work = new ReplayWork(journal(), () -> nanos);

  private Journal journal() {
    return (Journal)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Journal.class},
            (proxy, method, given) -> {
              assertThat(method.getName()).isEqualTo("runningReplays");
              questions++;
              return List.copyOf(running);
            });
  }

  @Test
  void givesEachRunAStepInTurnAndThenWaits() {
    running.addAll(List.of(FIRST, SECOND));

    assertThat(work.take(1)).containsExactly(FIRST);
    assertThat(work.take(1)).containsExactly(SECOND);
    assertThat(work.take(1)).isEmpty();
    assertThat(work.idle()).isEqualTo(Duration.ofMillis(200));
    assertThat(questions).as("asked once a round").isEqualTo(1);

    nanos += Duration.ofMillis(150).toNanos();
    assertThat(work.take(1)).isEmpty();
    assertThat(work.idle()).isEqualTo(Duration.ofMillis(50));
    nanos += Duration.ofMillis(50).toNanos();
    assertThat(work.take(1)).containsExactly(FIRST);
  }

  @Test
  void looksNowAndThenWhileThereIsNone() {
    assertThat(work.take(1)).isEmpty();
    assertThat(work.idle()).isEqualTo(Waiting.LONGEST);
    running.add(FIRST);
    nanos += Waiting.LONGEST.toNanos();

    assertThat(work.take(1)).containsExactly(FIRST);
  }
}
