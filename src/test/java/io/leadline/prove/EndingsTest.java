package io.leadline.prove;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.prove.Ending.How;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EndingsTest {
  private final Endings endings = new Endings(new Random(4));

  @Test
  void comesToEveryWayWithinTwenty() {
    List<How> ways = Stream.generate(endings::next).limit(20).map(Ending::how).toList();

    assertThat(ways).contains(How.values());
  }

  @Test
  void comesToEveryPointBeforeAnyASecondTime() {
    List<String> points =
        Stream.concat(
                Stream.of(endings.first()),
                Stream.generate(endings::atAPoint).limit(Endings.POINTS.size() - 1L))
            .map(Ending::point)
            .toList();

    assertThat(points).containsExactlyInAnyOrderElementsOf(Endings.POINTS);
  }

  @Test
  void comesBackSoonToAPointThatWasMissed() {
    Ending missed = endings.atAPoint();

    endings.missed(missed);

    assertThat(Stream.generate(endings::atAPoint).limit(2).map(Ending::point))
        .contains(missed.point());
  }

  @Test
  void makesTheSameChoicesAgainForTheSameSeed() {
    var again = new Endings(new Random(4));

    assertThat(Stream.generate(again::next).limit(50).toList())
        .isEqualTo(Stream.generate(endings::next).limit(50).toList());
  }
}
