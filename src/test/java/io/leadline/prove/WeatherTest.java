package io.leadline.prove;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.sandbox.ActiveFault;
import io.leadline.sandbox.Fault;
import io.leadline.sandbox.FaultKind;
import io.leadline.sandbox.SandboxCrm;
import io.leadline.sandbox.SandboxSettings;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WeatherTest {
  private final SandboxCrm crm =
      SandboxCrm.start(SandboxSettings.demo(), Clock.systemUTC(), new Random(1), 0);
  private final Weather weather = new Weather(new Random(2), crm.faults(), Clock.systemUTC());

  @AfterEach
  void stop() {
    crm.close();
  }

  @Test
  void clearsUpWhenAServerHasEnded() {
    changeUntil(false);

    weather.serverEnded();

    assertThat(faults()).isEmpty();
    assertThat(weather.isAccountAtFault()).isFalse();
  }

  @Test
  void keepsTheAccountAtFaultForAWholeRunOfTheServerAtLeast() {
    changeUntil(true);
    List<ActiveFault> inForce = faults();

    weather.serverEnded();
    assertThat(weather.isAccountAtFault()).isTrue();
    assertThat(faults()).isEqualTo(inForce).hasSize(1);
    weather.serverEnded();
    weather.serverEnded();

    assertThat(weather.isAccountAtFault()).isFalse();
    assertThat(faults()).isEmpty();
    assertThat(weather.timesAtFault()).hasSize(1);
  }

  @Test
  void comesToEveryKindOfFaultInTheEnd() {
    var seen = new HashSet<Fault>();
    for (int i = 0; i < 200; i++) {
      weather.change();
      faults().forEach(active -> seen.add(active.fault()));
    }

    assertThat(seen).extracting(Fault::kind).contains(FaultKind.values());
    assertThat(seen).hasSizeGreaterThan(FaultKind.values().length);
  }

  private void changeUntil(boolean accountAtFault) {
    do {
      weather.change();
    } while (weather.isAccountAtFault() != accountAtFault || faults().isEmpty());
  }

  private List<ActiveFault> faults() {
    return crm.faults().active();
  }
}
