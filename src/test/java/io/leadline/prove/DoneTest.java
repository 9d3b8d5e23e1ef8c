package io.leadline.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A proof that did less than it says is none. */
class DoneTest {
  private static final Set<String> ALL_POINTS = Set.copyOf(Endings.POINTS);

  @Test
  void isContentWithAllThatWasAsked() {
    assertThat(new Done(25, ALL_POINTS, 20, 4000, 100).shortOf(asked(300))).isEmpty();
  }

  @Test
  void findsTooFewKills() {
    assertThat(new Done(24, ALL_POINTS, 20, 4000, 100).shortOf(asked(300)))
        .singleElement()
        .asString()
        .contains("only 24 of at least 25 kills");
  }

  @Test
  void findsNamedPointsThatWereNotReached() {
    assertThat(new Done(25, Set.of("migration", "mapping-swap"), 20, 4000, 100).shortOf(asked(300)))
        .singleElement()
        .asString()
        .contains("only 2 of at least 8", "replay-midway", "profile-before-record")
        .doesNotContain("mapping-swap");
  }

  @Test
  void findsThatNothingWasAcknowledgedMeasuredOrDisturbed() {
    assertThat(new Done(25, ALL_POINTS, 0, 0, 0).shortOf(asked(300)))
        .containsExactly(
            "no submission for the CRM was acknowledged",
            "of no start was the time to its first delivery measured",
            "no fault of the CRM hit a call");
  }

  @Test
  void demandsInProportionToTheTime() {
    assertThat(new Done(2, Set.of("migration"), 1, 10, 0).shortOf(asked(24))).isEmpty();
    assertThat(new Done(5, Set.of("migration"), 1, 10, 1).shortOf(asked(60)))
        .singleElement()
        .asString()
        .contains("only 1 of at least 2 named points");
  }

  private static Asked asked(int seconds) {
    return new Asked(Duration.ofSeconds(seconds), null, 1, 30, Path.of("routes"), false);
  }
}
