package io.leadline.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.HookName;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AllowanceTest {
  private static final HookName HOOK = new HookName("typeform");
  private static final HookName OTHER = new HookName("hubspot");

  private final AtomicLong nanos = new AtomicLong();
  private final Allowance allowance = new Allowance(nanos::get);

  @Test
  void letsThroughAsManyAtOnceAsTheQuarantineHoldsAndThenSomeASecond() {
    assertThat(granted(HOOK, 1500)).isEqualTo(1000);

    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(granted(HOOK, 100)).isEqualTo(10);
  }

  @Test
  void countsEachHookForItself() {
    granted(HOOK, 1500);

    assertThat(allowance.take(OTHER)).isTrue();
  }

  @Test
  void savesNoMoreThanItBeganWith() {
    granted(HOOK, 1500);
    nanos.addAndGet(Duration.ofDays(30).toNanos());

    assertThat(granted(HOOK, 3000)).isEqualTo(1000);
  }

  private int granted(HookName hook, int times) {
    int granted = 0;
    for (int i = 0; i < times; i++) {
      granted += allowance.take(hook) ? 1 : 0;
    }
    return granted;
  }
}
