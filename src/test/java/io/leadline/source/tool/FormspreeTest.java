package io.leadline.source.tool;

import static io.leadline.source.Deliveries.NOW;
import static io.leadline.source.Deliveries.SECRET;
import static io.leadline.source.Deliveries.hexHmac;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.source.Reading;
import io.leadline.source.Source;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormspreeTest extends SourceContract {

  @Override
  Source source() {
    return new Formspree();
  }

  @Override
  Bytes body() {
    return bodyWithText("Ada");
  }

  /** Nothing is known that would change from try to try. */
  @Override
  Bytes bodyOfRetry() {
    return body();
  }

  @Override
  boolean hasTypes() {
    return false;
  }

  @Override
  Bytes bodyOfUnknownType() {
    return body();
  }

  @Override
  Bytes bodyWithText(String text) {
    return Bytes.utf8(
        """
        {"form":"mabcdefg","keys":["email","name"],\
        "submission":{"email":"ada@example.com","name":"%s"}}"""
            .formatted(text));
  }

  @Override
  Map<String, String> signed(Bytes body, String secret) {
    return signed(body, secret, NOW.getEpochSecond() - 2);
  }

  private static Map<String, String> signed(Bytes body, String secret, long seconds) {
    var signature = hexHmac(secret, Bytes.utf8(seconds + "."), body);
    return Map.of("Formspree-Signature", "t=%d,v1=%s".formatted(seconds, signature));
  }

  @Test
  void rejectsWhatWasSignedMoreThanFiveMinutesAgo() {
    var headers = signed(body(), SECRET, NOW.getEpochSecond() - 301);
    assertThat(why(verify(body(), headers, SECRET)))
        .startsWith("the time in Formspree-Signature is 301 s old");
  }

  /** The same text a month later is another lead. */
  @Test
  void isKeyedByItsContentForADay() {
    assertThat(cut(body()))
        .singleElement()
        .satisfies(
            part -> {
              assertThat(part.key()).isEqualTo("sha256:" + part.fingerprint());
              assertThat(part.window()).isEqualTo(Duration.ofDays(1));
            });
  }

  @Test
  void leavesFormspreesOwnFieldsOutOfTheAnswers() {
    var body =
        Bytes.utf8(
            "{\"form\":\"m\",\"submission\":{\"email\":\"a@b.c\",\"_errors\":[],\"_date\":\"x\"}}");
    var submission = ((Reading.Read) read(cut(body).get(0))).submission();
    assertThat(submission.answers()).isEqualTo(Map.of("email", "a@b.c"));
    assertThat(submission.submittedAt()).isNull();
  }
}
