package io.leadline.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Happening;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BroadcastTest {
  private final List<String> heard = new ArrayList<>();

  @Test
  void tellsEverybodyInOrder() {
    new Broadcast(it -> heard.add("first"), it -> heard.add("second"))
        .tell(new Happening.WorkRecovered(1));

    assertThat(heard).containsExactly("first", "second");
  }

  @Test
  void goesOnWhenOneThrows() {
    new Broadcast(
            it -> {
              throw new IllegalStateException("ada@acme.example");
            },
            it -> {
              throw new NoClassDefFoundError("gone");
            },
            it -> heard.add("last"))
        .tell(new Happening.WorkRecovered(1));

    assertThat(heard).containsExactly("last");
  }
}
