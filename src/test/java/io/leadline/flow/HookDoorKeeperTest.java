package io.leadline.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadline.event.ConnectionName;
import io.leadline.event.HookName;
import io.leadline.receive.Gate;
import io.leadline.receive.Hook;
import io.leadline.receive.Hooks;
import io.leadline.receive.SignedSource;
import io.leadline.source.Secrets;
import java.time.Duration;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;

class HookDoorKeeperTest {
  private final Gate gate = new Gate();

  @Test
  void opensTheGateOnlyWhenTheRoutesRun() throws Exception {
    try (var camel = new DefaultCamelContext()) {
      keeperOf(List.of()).beforeApplicationStart(camel);
      assertThat(gate.isOpen()).isFalse();

      camel.start();

      assertThat(gate.isOpen()).isTrue();
    }
  }

  @Test
  void refusesTheStartWhenAHookHasNoRoute() throws Exception {
    try (var camel = new DefaultCamelContext()) {
      keeperOf(List.of(hook("demo"))).beforeApplicationStart(camel);

      assertThatThrownBy(camel::start)
          .hasMessageStartingWith("hooks without a route: demo. Camel must load the folder");
      assertThat(gate.isOpen()).isFalse();
    }
  }

  @Test
  void closesTheGateBeforeAnythingStops() {
    gate.open();

    keeperOf(List.of()).onApplicationEvent(new ContextClosedEvent(new GenericApplicationContext()));

    assertThat(gate.isOpen()).isFalse();
  }

  private HookDoorKeeper keeperOf(List<Hook> hooks) {
    return new HookDoorKeeper(gate, Hooks.of(hooks), Duration.ZERO);
  }

  private static Hook hook(String name) {
    return new Hook(
        new HookName(name), new SignedSource("signed"), ConnectionName.DEFAULT, Secrets.of("s"));
  }
}
