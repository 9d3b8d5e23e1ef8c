package io.leadline.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Headers;
import io.leadline.event.Request;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CarriedSecretTest {
  private static final String SECRET = "a/b c+d&e-0123456";
  private static final CarriedSecret CARRIED = new CarriedSecret(SECRET);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://h/hooks/a?key=a/b%20c%2Bd%26e-0123456&x=1   | https://h/hooks/a?key=***********************&x=1
          https://h/hooks/a?key=%61%2Fb+c%2bd%26e-0123456     | https://h/hooks/a?key=*************************
          https://h/hooks/a?x=1                               | https://h/hooks/a?x=1
          https://h/hooks/a                                   | https://h/hooks/a
          https://h/hooks/a?key=%zz                           | https://h/hooks/a?key=%zz
          """)
  void isMaskedInAQueryHoweverItIsSpelled(String uri, String masked) {
    assertThat(CARRIED.maskedIn(request(uri, "")).uri()).isEqualTo(masked).hasSameSizeAs(uri);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          key a/b c+d&e-0123456 end             | key ***************** end
          {'u':'?key=a\\/b c+d&e-0123456'}       | {'u':'?key=******************'}
          u=%3Fkey%3Da%2Fb+c%2Bd%26e-0123456&x  | u=%3Fkey%3D***********************&x
          a/b c+d&e-012345                      | a/b c+d&e-012345
          """)
  void isMaskedInABodyAsItIsInAUrlAndInJson(String body, String masked) {
    assertThat(CARRIED.maskedIn(request("https://h/", body)).body().asUtf8())
        .isEqualTo(masked)
        .hasSameSizeAs(body);
  }

  @Test
  void isMaskedInEveryHeader() {
    var request =
        new Request(
            Deliveries.HOOK,
            "POST",
            "https://h/",
            Headers.of(
                Map.of("X-Key", List.of(SECRET, "other"), "Referer", List.of("?k=" + SECRET))),
            Bytes.EMPTY,
            Deliveries.NOW);
    assertThat(CARRIED.maskedIn(request).headers().asMap())
        .isEqualTo(
            Map.of(
                "x-key", List.of("*".repeat(17), "other"),
                "referer", List.of("?k=" + "*".repeat(17))));
  }

  /** Or every letter of a body would be a star. */
  @Test
  void isLeftInABodyWhereItIsAsShortAsAWord() {
    var request = request("https://h/?key=a", "a cat");
    var masked = new CarriedSecret("a").maskedIn(request);
    assertThat(masked.uri()).isEqualTo("https://h/?key=*");
    assertThat(masked.body().asUtf8()).isEqualTo("a cat");
  }

  @Test
  void tellsWhichSecretItIs() {
    assertThat(CARRIED.matching(new Secrets(List.of("old", SECRET)))).isEqualTo(2);
    assertThat(CARRIED.matching(new Secrets(List.of("old", "")))).isZero();
    assertThat(new CarriedSecret("").matching(new Secrets(List.of("")))).isZero();
  }

  @Test
  void canBeComparedLaterByAProofThatDoesNotTellIt() {
    var proof = CARRIED.proof(new byte[] {1, 2, 3});
    assertThat(proof).startsWith("010203:").doesNotContain("0123456");
    assertThat(CarriedSecret.matching(proof, new Secrets(List.of("other", SECRET)))).isEqualTo(2);
    assertThat(CarriedSecret.matching(proof, new Secrets(List.of("other")))).isZero();
    assertThat(CARRIED.proof(new byte[] {4})).isNotEqualTo(proof);
  }

  @Test
  void neverPrintsItself() {
    assertThat(CARRIED.toString()).doesNotContain(SECRET);
  }

  private static Request request(String uri, String body) {
    return new Request(
        Deliveries.HOOK, "POST", uri, Headers.NONE, Bytes.utf8(body), Deliveries.NOW);
  }
}
