package io.leadline.source.tool;

import static io.leadline.source.Deliveries.NOW;
import static io.leadline.source.Deliveries.SECRET;
import static io.leadline.source.Deliveries.hexHmac;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Part;
import io.leadline.source.Reading;
import io.leadline.source.Source;
import io.leadline.source.Verification.Verified;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendlyTest extends SourceContract {
  private static final String HEADER = "Calendly-Webhook-Signature";

  @Override
  Source source() {
    return new Calendly();
  }

  @Override
  Bytes body() {
    return webhook("invitee.created", "2026-09-30T11:59:00.000000Z", "Ada");
  }

  /** Nothing changes from try to try. */
  @Override
  Bytes bodyOfRetry() {
    return body();
  }

  @Override
  Bytes bodyOfUnknownType() {
    return webhook("starship.launched", "2026-09-30T11:59:00.000000Z", "Ada");
  }

  @Override
  Bytes bodyWithText(String text) {
    return webhook("invitee.created", "2026-09-30T11:59:00.000000Z", text);
  }

  private static Bytes webhook(String event, String createdAt, String name) {
    return Bytes.utf8(
        """
        {"created_at":"%s","event":"%s","payload":{"uri":"https://api.calendly.com/i/1",\
        "email":"ada@example.com","name":"%s","questions_and_answers":[]}}"""
            .formatted(createdAt, event, name));
  }

  @Override
  Map<String, String> signed(Bytes body, String secret) {
    return signed(body, secret, NOW.getEpochSecond() - 2);
  }

  private static Map<String, String> signed(Bytes body, String secret, long seconds) {
    var signature = hexHmac(secret, Bytes.utf8(seconds + "."), body);
    return Map.of(HEADER, "t=%d,v1=%s".formatted(seconds, signature));
  }

  @Test
  void takesWhatWasSignedWithinThreeMinutes() {
    var headers = signed(body(), SECRET, NOW.getEpochSecond() - 180);
    assertThat(verify(body(), headers, SECRET)).isInstanceOf(Verified.class);
  }

  @Test
  void rejectsWhatWasSignedEarlier() {
    var headers = signed(body(), SECRET, NOW.getEpochSecond() - 181);
    assertThat(why(verify(body(), headers, SECRET)))
        .isEqualTo(
            "the time in Calendly-Webhook-Signature is 181 s old, more than the 180 s that Calendly"
                + " allows: a repeated request, or a clock is wrong");
  }

  @Test
  void isKeyedByWhatHappenedToWhichBookingWhen() {
    assertThat(cut(body()))
        .extracting(Part::key)
        .containsExactly("invitee.created:i/1:2026-09-30T11:59:00.000000Z");
  }

  @Test
  void tellsTwoCancellationsOfOneBookingApart() {
    var first = cut(webhook("invitee.canceled", "2026-09-30T11:59:00.000000Z", "Ada"));
    var second = cut(webhook("invitee.canceled", "2026-09-30T11:59:01.000000Z", "Ada"));
    assertThat(first.get(0).key()).isNotEqualTo(second.get(0).key());
  }

  /** Version 1 has neither a uri nor Calendly's support any more. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"event\":\"invitee.created\",\"payload\":{\"invitee\":{\"email\":\"a@b.c\"}}}|a JSON object without them",
        "{\"payload\":{\"uri\":\"x\"}}|a JSON object without them",
        "[1,2]|a JSON array of 2"
      })
  void saysWhatItFoundInstead(String body, String found) {
    var reading = (Reading.Unreadable) read(cut(Bytes.utf8(body)).get(0));
    assertThat(reading.reason().sentence())
        .isEqualTo(
            "expected a Calendly webhook of version 2 (a JSON object with 'event' and a 'payload'"
                + " that has a 'uri'), found "
                + found
                + "; check what sends to this hook");
  }
}
