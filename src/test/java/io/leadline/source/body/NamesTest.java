package io.leadline.source.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NamesTest {
  @Test
  void numbersTheSecondAndTheThird() {
    assertThat(unused("Email", "City", "Email", "Email"))
        .containsExactly("Email", "City", "Email (2)", "Email (3)");
  }

  @Test
  void givesNoNameTwiceWhenAQuestionIsCalledLikeANumberedOne() {
    assertThat(unused("Email (2)", "Email", "Email", "Email (2)"))
        .containsExactly("Email (2)", "Email", "Email (3)", "Email (2) (2)");
  }

  private static Stream<String> unused(String... names) {
    var given = new Names();
    return Stream.of(names).map(given::unused);
  }
}
