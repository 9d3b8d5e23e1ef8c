package io.leadline.source.tool;

import static io.leadline.source.Deliveries.NOW;
import static io.leadline.source.Deliveries.SECRET;
import static io.leadline.source.Deliveries.hexHmac;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.source.Reading;
import io.leadline.source.Source;
import io.leadline.source.Verification.Verified;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleFormsTest extends SourceContract {
  private static final String HEADER = "X-Leadline-Signature";

  @Override
  Source source() {
    return new GoogleForms();
  }

  @Override
  Bytes body() {
    return bodyWithText("Ada");
  }

  @Override
  Bytes bodyOfRetry() {
    return body();
  }

  @Override
  boolean hasTypes() {
    return false;
  }

  /** Any object of texts and lists is answers under their titles. */
  @Override
  boolean takesAnything() {
    return true;
  }

  @Override
  Bytes bodyOfUnknownType() {
    return body();
  }

  @Override
  Bytes bodyWithText(String text) {
    return Bytes.utf8(
        """
        {"form":{"id":"f"},"response":{"id":"r","email":"ada@example.com",\
        "answers":[{"id":"1","title":"Name","value":"%s"}]}}"""
            .formatted(text));
  }

  @Override
  Map<String, String> signed(Bytes body, String secret) {
    var seconds = NOW.getEpochSecond() - 2;
    var signature = hexHmac(secret, Bytes.utf8(seconds + "."), body);
    return Map.of(HEADER, "t=%d,v1=%s".formatted(seconds, signature));
  }

  @Test
  void takesAScriptThatBringsTheSecretAlong() {
    assertThat(verify(body(), Map.of("X-Leadline-Key", SECRET), SECRET))
        .isEqualTo(new Verified("key", 1));
    assertThat(why(verify(body(), Map.of("X-Leadline-Key", "wrong"), SECRET)))
        .isEqualTo(
            "X-Leadline-Key does not match the secret in DEMO_SECRET: check what was entered at"
                + " Google Forms");
  }

  @Test
  void isKeyedByTheResponse() {
    assertThat(cut(body())).extracting("key").containsExactly("r");
    assertThat(cut(body()).get(0).window()).isNull();
  }

  @Test
  void tellsAnswersAloneByTheirContentForADay() {
    var flat = cut(Bytes.utf8("{\"Name\":\"Ada\",\"Topics\":[\"Prices\"]}")).get(0);
    assertThat(flat.key()).startsWith("sha256:");
    assertThat(flat.window()).isEqualTo(Duration.ofDays(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"responseId\":\"r\",\"answers\":{\"Name\":[\"ada@example.com\"]}}",
        "{\"form\":{\"id\":\"f\"},\"response\":{\"payload\":{\"Name\":\"ada@example.com\"}}}",
        "{\"event_id\":\"r\",\"form_response\":{\"answers\":[]}}"
      })
  void takesNoOtherShapeForAnswers(String other) {
    var reading = (Reading.Unreadable) read(cut(Bytes.utf8(other)).get(0));
    assertThat(reading.reason().sentence())
        .startsWith("expected a response as docs/form-tools/google-forms.gs sends it")
        .contains("found a JSON object without them")
        .doesNotContain("ada@example.com");
  }
}
