package io.leadline.source.tool;

import static io.leadline.source.Deliveries.NOW;
import static io.leadline.source.Deliveries.SECRET;
import static io.leadline.source.Deliveries.base64Hmac;
import static io.leadline.source.Deliveries.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Part;
import io.leadline.source.Reading;
import io.leadline.source.Secrets;
import io.leadline.source.Source;
import io.leadline.source.Verification.Verified;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardWebhooksTest extends SourceContract {

  @Override
  Source source() {
    return new StandardWebhooks();
  }

  @Override
  Bytes body() {
    return webhook("lead.created", "Ada");
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
    return webhook("lead.created", text);
  }

  private static Bytes webhook(String type, String text) {
    return Bytes.utf8(
        """
        {"type":"%s","timestamp":"2026-09-30T11:59:59Z","data":{"name":"%s"}}"""
            .formatted(type, text));
  }

  @Override
  boolean takesAnything() {
    return true;
  }

  /** The words themselves are the key that signs. */
  @Override
  String written(String secret) {
    return "whsec_" + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  Map<String, String> signed(Bytes body, String secret) {
    var seconds = NOW.getEpochSecond() - 2;
    return Map.of(
        "webhook-id",
        "msg_1",
        "webhook-timestamp",
        String.valueOf(seconds),
        "webhook-signature",
        "v1," + base64Hmac(secret, Bytes.utf8("msg_1." + seconds + "."), body));
  }

  @Test
  void isKeyedByTheIdOfTheSender() {
    assertThat(cutWith(signed(body(), SECRET))).extracting(Part::key).containsExactly("msg_1");
    assertThat(cutWith(Map.of("svix-id", "msg_2", "svix-signature", "v1,")))
        .extracting(Part::key)
        .containsExactly("msg_2");
  }

  /** Else whoever repeats a request could choose another key for it. */
  @Test
  void takesNoIdButTheOneThatIsSigned() {
    assertThat(
            cutWith(
                Map.of("webhook-id", "forged", "svix-id", "msg_2", "svix-signature", "v1,QUJD")))
        .extracting(Part::key)
        .containsExactly("msg_2");
    assertThat(
            cutWith(
                Map.of("svix-id", "forged", "webhook-id", "msg_2", "webhook-signature", "v1,QUJD")))
        .extracting(Part::key)
        .containsExactly("msg_2");
  }

  @Test
  void givesWhatItProvesAnIdWhereItHasNone() {
    var proven = proof().proven(post(body(), Map.of()), written(SECRET));
    assertThat(source().cut(proven).get(0).key()).matches("msg_[0-9a-f]{24}");
    var withId = proof().proven(post(body(), Map.of("webhook-id", "msg_1")), written(SECRET));
    assertThat(source().cut(withId).get(0).key()).isEqualTo("msg_1");
    assertThat(verify(withId, SECRET)).isInstanceOf(Verified.class);
  }

  /** So that the same sentence tells the operator of it. */
  @Test
  void provesNothingWithASecretThatIsNotBase64() {
    var proven = proof().proven(post(body(), Map.of()), "hunter2!");
    assertThat(why(proof().verify(proven, Secrets.of("hunter2!")))).contains("is not base64");
  }

  @Test
  void knowsTheSameEventByItsIdAlone() {
    var first = source().cut(post(webhook("lead.created", "Ada"), Map.of("webhook-id", "msg_1")));
    var edit = source().cut(post(webhook("lead.created", "Zoë"), Map.of("webhook-id", "msg_1")));
    assertThat(edit.get(0).key()).isEqualTo(first.get(0).key());
    assertThat(edit.get(0).fingerprint()).isNotEqualTo(first.get(0).fingerprint());
  }

  @ParameterizedTest
  @ValueSource(strings = {"msg 1", "ünique"})
  void givesAKeyThatAnyIndexTakesForAnyId(String id) {
    assertThat(cutWith(Map.of("webhook-id", id)).get(0).key()).matches("sha256:[0-9a-f]{64}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[1,2] | a JSON array of 2", "{} | an object with nothing in it"})
  void saysWhatItFoundInstead(String body, String found) {
    var reading = (Reading.Unreadable) read(cut(Bytes.utf8(body)).get(0));
    assertThat(reading.reason().sentence())
        .isEqualTo(
            "expected a webhook of a tool that follows Standard Webhooks (a JSON object), found "
                + found
                + "; check what sends to this hook");
  }

  private List<Part> cutWith(Map<String, String> headers) {
    return source().cut(post(body(), headers));
  }
}
