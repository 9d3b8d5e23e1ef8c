package io.leadline.source.tool;

import static io.leadline.source.Forms.form;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.source.Reading;
import io.leadline.source.Source;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JotformTest extends KeyedSourceContract {

  @Override
  Source source() {
    return new Jotform();
  }

  @Override
  String tool() {
    return "Jotform";
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
    return form(
        "formID", "2432",
        "submissionID", "6084250982513018472",
        "rawRequest",
            """
            {"slug":"submit","q3_name":"%s","q4_email":"ada@example.com"}"""
                .formatted(text));
  }

  @Test
  void keepsABrokenRawRequest() {
    assertThat(
            answers(
                form(
                    "submissionID", "6", "rawRequest", "{broken", "pretty", "Name:Ada", "ip", "x")))
        .isEqualTo(Map.of("rawRequest", "{broken", "pretty", "Name:Ada"));
  }

  @Test
  void tellsAnEditByItsContentUnderTheSameId() {
    var first = cut(bodyWithText("one")).get(0);
    var edit = cut(bodyWithText("another")).get(0);
    assertThat(first.key()).isEqualTo("6084250982513018472").isEqualTo(edit.key());
    assertThat(first.fingerprint()).isNotEqualTo(edit.fingerprint());
  }

  /** The address that it was sent to holds the secret, and may be another one the next time. */
  @Test
  void countsTheAddressForNoContent() {
    var one = cut(form("submissionID", "6", "rawRequest", "{}", "webhookURL", "https://a/?key=1"));
    var other = cut(form("submissionID", "6", "rawRequest", "{}", "webhookURL", "https://b/"));
    assertThat(one.get(0).fingerprint()).isEqualTo(other.get(0).fingerprint());
  }

  @Test
  void readsDatesAndPhoneNumbersAsOneText() {
    var raw =
        """
        {"q1_day":{"month":"9","day":"30","year":"2026"},"q2_none":{"month":"","day":"","year":""},\
        "q3_half":{"month":"9","day":"","year":""},"q4_call":{"area":"030","phone":"901820"},\
        "q5_full":{"full":"+49 30 901820"},"q6_empty":{"area":"","phone":""}}""";
    var answers = answers(form("submissionID", "6", "rawRequest", raw));
    assertThat(answers.get("q1_day")).isEqualTo("2026-09-30");
    assertThat(answers.get("q2_none")).isNull();
    assertThat(answers.get("q3_half")).isEqualTo(Map.of("month", "9", "day", "", "year", ""));
    assertThat(answers.get("q4_call")).isEqualTo("030 901820");
    assertThat(answers.get("q5_full")).isEqualTo("+49 30 901820");
    assertThat(answers.get("q6_empty")).isNull();
  }

  private Map<String, ?> answers(Bytes body) {
    return ((Reading.Read) read(cut(body).get(0))).submission().answers();
  }
}
