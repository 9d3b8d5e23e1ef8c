package io.leadline.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private final Gate gate = new Gate();

  @Test
  void letsNobodyInBeforeItIsOpenAndAfterItIsClosed() {
    assertThat(gate.enter()).isFalse();
    gate.open();
    assertThat(gate.enter()).isTrue();
    gate.close();
    assertThat(gate.enter()).isFalse();
  }

  @Test
  void isEmptyWhenAllThatWereLetInHaveLeft() throws Exception {
    gate.open();
    gate.enter();
    gate.enter();
    gate.close();
    gate.enter();
    assertThat(gate.awaitEmpty(Duration.ZERO)).isFalse();

    CompletableFuture<Boolean> empty = CompletableFuture.supplyAsync(this::isEmptyInTheEnd);
    gate.leave();
    assertThat(gate.awaitEmpty(Duration.ZERO)).isFalse();
    gate.leave();

    assertThat(empty.get()).isTrue();
  }

  private boolean isEmptyInTheEnd() {
    try {
      return gate.awaitEmpty(LONG);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
