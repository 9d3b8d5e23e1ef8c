package io.leadline.mapping.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LettersTest {
  @ParameterizedTest
  @ValueSource(strings = {"İstanbul ", "ΟΔΥΣΣΕΥΣ ", "Straße ŉ", "😀𐐀", "x", "ΑΣ, "})
  void areThoseOfJava(String words) {
    for (int times : new int[] {1, 10, 1_000}) {
      String text = words.repeat(times);

      assertThat(Letters.lower(text)).isEqualTo(text.toLowerCase(Locale.ROOT));
      assertThat(Letters.upper(text)).isEqualTo(text.toUpperCase(Locale.ROOT));
    }
  }

  @Test
  void ofAMegabyteTakeShortTime() {
    assertThat(Letters.lower("İ".repeat(1_000_000))).hasSize(2_000_000);
    assertThat(Letters.upper("ŉ".repeat(1_000_000))).hasSize(2_000_000);
  }
}
