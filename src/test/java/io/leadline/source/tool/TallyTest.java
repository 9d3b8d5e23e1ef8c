package io.leadline.source.tool;

import static io.leadline.source.Deliveries.base64Hmac;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Part;
import io.leadline.source.Reading;
import io.leadline.source.Source;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyTest extends SourceContract {

  @Override
  Source source() {
    return new Tally();
  }

  @Override
  Bytes body() {
    return webhook("e-1", "FORM_RESPONSE", "Ada");
  }

  @Override
  Bytes bodyOfRetry() {
    return webhook("e-2", "FORM_RESPONSE", "Ada");
  }

  @Override
  Bytes bodyOfUnknownType() {
    return webhook("e-1", "starship.launched", "Ada");
  }

  @Override
  Bytes bodyWithText(String text) {
    return webhook("e-1", "FORM_RESPONSE", text);
  }

  private static Bytes webhook(String eventId, String type, String text) {
    return Bytes.utf8(
        """
        {"eventId":"%s","eventType":"%s","createdAt":"2026-09-30T11:59:59.%s00Z","data":{\
        "responseId":"r1","fields":[{"key":"question_1","label":"Name","type":"INPUT_TEXT",\
        "value":"%s"}]}}"""
            .formatted(eventId, type, eventId.substring(2), text));
  }

  @Override
  Map<String, String> signed(Bytes body, String secret) {
    return Map.of("Tally-Signature", base64Hmac(secret, body));
  }

  @Test
  void isKeyedByTypeAndResponse() {
    assertThat(cut(body())).extracting(Part::key).containsExactly("FORM_RESPONSE:r1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"eventId\":\"e\",\"data\":{\"submissionId\":\"s1\"}}|FORM_RESPONSE:s1",
        "{\"eventId\":\"e\",\"data\":{\"fields\":[]}}|event:e"
      })
  void isKeyedByTheNextBestId(String body, String key) {
    assertThat(cut(Bytes.utf8(body))).extracting(Part::key).containsExactly(key);
  }

  @Test
  void isKeyedByItsContentWithoutAnyId() {
    var one = cut(Bytes.utf8("{\"createdAt\":\"x\",\"data\":{\"fields\":[]}}")).get(0);
    var other = cut(Bytes.utf8("{\"createdAt\":\"y\",\"data\":{\"fields\":[]}}")).get(0);
    assertThat(one.key()).startsWith("sha256:").isEqualTo(other.key());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"eventId\":\"e\"}|a JSON object without it",
        "{\"data\":[]}|a JSON object without it",
        "[1,2]|a JSON array of 2"
      })
  void saysWhatItFoundInstead(String body, String found) {
    var reading = (Reading.Unreadable) read(cut(Bytes.utf8(body)).get(0));
    assertThat(reading.reason().sentence())
        .isEqualTo(
            "expected a Tally webhook (a JSON object with 'data'), found "
                + found
                + "; check what sends to this hook");
  }
}
