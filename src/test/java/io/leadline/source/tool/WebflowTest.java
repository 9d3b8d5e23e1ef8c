package io.leadline.source.tool;

import static io.leadline.source.Deliveries.NOW;
import static io.leadline.source.Deliveries.hexHmac;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Part;
import io.leadline.source.Reading;
import io.leadline.source.Source;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebflowTest extends SourceContract {

  @Override
  Source source() {
    return new Webflow();
  }

  @Override
  Bytes body() {
    return webhook("form_submission", "Ada");
  }

  /** Only the headers change from try to try. */
  @Override
  Bytes bodyOfRetry() {
    return body();
  }

  @Override
  Bytes bodyOfUnknownType() {
    return webhook("starship.launched", "Ada");
  }

  @Override
  Bytes bodyWithText(String text) {
    return webhook("form_submission", text);
  }

  private static Bytes webhook(String type, String text) {
    return Bytes.utf8(
        """
        {"triggerType":"%s","payload":{"name":"Contact","data":{"Name":"%s"},"id":"s1",\
        "submittedAt":"2026-09-30T11:59:59.117Z"}}"""
            .formatted(type, text));
  }

  @Override
  Map<String, String> signed(Bytes body, String secret) {
    var time = String.valueOf(NOW.toEpochMilli() - 2_000);
    return Map.of(
        "x-webflow-timestamp",
        time,
        "x-webflow-signature",
        hexHmac(secret, Bytes.utf8(time + ":"), body));
  }

  @Test
  void isKeyedByTypeAndSubmission() {
    assertThat(cut(body())).extracting(Part::key).containsExactly("form_submission:s1");
  }

  @Test
  void hasTheSameKeyInVersionOne() {
    assertThat(cut(Bytes.utf8("{\"name\":\"Contact\",\"data\":{},\"_id\":\"s1\"}")))
        .extracting(Part::key)
        .containsExactly("form_submission:s1");
  }

  @Test
  void isKeyedByItsContentWithoutAnId() {
    assertThat(cut(Bytes.utf8("{\"payload\":{\"a\":1,\"b\":2}}")).get(0).key())
        .startsWith("sha256:")
        .isEqualTo(cut(Bytes.utf8("{\"payload\":{\"b\":2, \"a\":1}}")).get(0).key());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"triggerType\":\"form_submission\"}|a JSON object without them",
        "{\"payload\":[],\"data\":\"x\"}|a JSON object without them",
        "[1,2]|a JSON array of 2"
      })
  void saysWhatItFoundInstead(String body, String found) {
    var reading = (Reading.Unreadable) read(cut(Bytes.utf8(body)).get(0));
    assertThat(reading.reason().sentence())
        .isEqualTo(
            "expected a Webflow webhook (a JSON object with 'payload', or in version 1 with"
                + " 'data'), found "
                + found
                + "; check what sends to this hook");
  }
}
