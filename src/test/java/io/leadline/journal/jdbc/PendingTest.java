package io.leadline.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadline.journal.JournalUnavailable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PendingTest {
  private static final Duration NO_PATIENCE = Duration.ofMillis(1);

  private final Pending<String> pending = new Pending<>(db -> "done");

  @Test
  void isNeverDoneOnceItsCallerHasGone() {
    assertThatThrownBy(() -> pending.await(NO_PATIENCE))
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageContaining("no answer within");

    assertThat(pending.isOver()).isTrue();
    assertThat(pending.take()).as("taken by the writer").isFalse();
  }

  @Test
  void isWaitedForOnceTheWriterHasIt() {
    assertThat(pending.take()).isTrue();
    var caller = CompletableFuture.supplyAsync(() -> pending.await(NO_PATIENCE));
    pending.failed(new IllegalStateException("seen by the caller"));

    assertThatThrownBy(caller::join).hasMessageContaining("seen by the caller");
  }

  @Test
  void isWaitedForThoughItsCallerIsInterrupted() {
    assertThat(pending.take()).isTrue();
    var caller =
        CompletableFuture.supplyAsync(
            () -> {
              Thread.currentThread().interrupt();
              String answer = String.valueOf(pending.await(Duration.ofSeconds(30)));
              return answer + ", interrupted: " + Thread.interrupted();
            });
    pending.committed();

    assertThat(caller.join()).isEqualTo("null, interrupted: true");
  }
}
