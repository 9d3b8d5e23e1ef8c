package io.leadline.source.tool;

import static io.leadline.source.Deliveries.NOW;
import static io.leadline.source.Deliveries.SECRET;
import static io.leadline.source.Deliveries.event;
import static io.leadline.source.Deliveries.hexHmac;
import static io.leadline.source.Deliveries.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadline.event.Bytes;
import io.leadline.event.Part;
import io.leadline.source.HookOptions;
import io.leadline.source.Proof;
import io.leadline.source.Reading;
import io.leadline.source.Secrets;
import io.leadline.source.Source;
import io.leadline.source.UnfitOption;
import io.leadline.source.Verification.Verified;
import io.leadline.source.signature.ProofOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The source that a route file describes: here one that signs a time and the body. */
class GenericTest extends SourceContract {
  private static final Map<String, String> OPTIONS =
      Map.of(
          "verify", "hmac",
          "signature-header", "X-Acme-Signature",
          "signature-of", "{timestamp}.{body}",
          "timestamp-header", "X-Acme-Timestamp",
          "event-id", "$.id",
          "event-type", "$.kind",
          "changes-on-retry", "attempt",
          "answers", "$.data");

  @Override
  Source source() {
    return generic(OPTIONS);
  }

  private static Source generic(Map<String, String> options) {
    try {
      return new Generic().with(HookOptions.of(options));
    } catch (UnfitOption e) {
      throw new AssertionError(e);
    }
  }

  @Override
  Proof proof() {
    try {
      return ProofOptions.read(HookOptions.of(OPTIONS)).orElseThrow();
    } catch (UnfitOption e) {
      throw new AssertionError(e);
    }
  }

  @Override
  Bytes body() {
    return webhook("lead.new", 1, "Ada");
  }

  @Override
  Bytes bodyOfRetry() {
    return webhook("lead.new", 2, "Ada");
  }

  @Override
  Bytes bodyOfUnknownType() {
    return webhook("starship.launched", 1, "Ada");
  }

  @Override
  Bytes bodyWithText(String text) {
    return webhook("lead.new", 1, text);
  }

  private static Bytes webhook(String kind, int attempt, String name) {
    return Bytes.utf8(
        """
        {"id":"e-1","kind":"%s","attempt":%d,"data":{"email":"ada@example.com","name":"%s"}}"""
            .formatted(kind, attempt, name));
  }

  @Override
  Map<String, String> signed(Bytes body, String secret) {
    var seconds = NOW.getEpochSecond() - 2;
    return Map.of(
        "X-Acme-Timestamp", String.valueOf(seconds),
        "X-Acme-Signature", hexHmac(secret, Bytes.utf8(seconds + "."), body));
  }

  @Test
  void rejectsWhatWasSignedLongAgo() {
    var headers = new HashMap<>(signed(body(), SECRET));
    headers.put("X-Acme-Timestamp", String.valueOf(NOW.getEpochSecond() - 301));
    assertThat(why(verify(body(), headers, SECRET)))
        .isEqualTo(
            "X-Acme-Timestamp is 301 s old, more than the 300 s that the sender allows: a repeated"
                + " request, or a clock is wrong");
  }

  @Test
  void isKeyedByTypeAndId() {
    assertThat(cut(body())).extracting(Part::key).containsExactly("lead.new:e-1");
  }

  @Test
  void isKeyedByAHeaderWhereTheIdIsThere() {
    var source = generic(Map.of("verify", "none", "id-header", "X-Id"));
    assertThat(source.cut(post(body(), Map.of("X-Id", "d-1"))))
        .extracting(Part::key)
        .containsExactly("d-1");
    assertThat(source.cut(post(Bytes.utf8("[{\"a\":1},{\"a\":2}]"), Map.of("X-Id", "d-1"))))
        .extracting(Part::key)
        .containsExactly("d-1.1", "d-1.2");
  }

  @Test
  void isKeyedByTheContentForAWhileWhereThereIsNoId() {
    var source = generic(Map.of("verify", "none", "window", "2h", "changes-on-retry", "attempt"));
    var first = source.cut(post(webhook("lead.new", 1, "Ada"), Map.of())).get(0);
    var retry = source.cut(post(webhook("lead.new", 2, "Ada"), Map.of())).get(0);
    assertThat(first.key()).startsWith("sha256:").isEqualTo(retry.key());
    assertThat(first.window()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void takesEveryMemberForAnAnswerWhereNothingElseIsSaid() {
    var source = generic(Map.of("verify", "none"));
    var part = source.cut(post(Bytes.utf8("email=ada%40example.com&size=12"), Map.of())).get(0);
    var reading = (Reading.Read) source.read(event(source, part, ""), null);
    assertThat(reading.submission().answers())
        .isEqualTo(Map.of("email", "ada@example.com", "size", "12"));
  }

  @Test
  void saysWhereItLookedForTheAnswers() {
    var part = cut(Bytes.utf8("{\"id\":\"e-1\",\"fields\":{}}")).get(0);
    assertThat(((Reading.Unreadable) read(part)).reason().sentence())
        .isEqualTo(
            "expected a webhook as the hook's route file describes it (body: any, answers:"
                + " $['data']), found a body without them; compare the route file with what the"
                + " sender sends: docs/form-tools/generic.md says how");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "body        | xml        | 'xml' is not known: write one of any, form, json, multipart",
        "event-id    | $..id      | '$..id' may find several things: name one, as $.data.id",
        "answers     | $.[        | '$.[' is not a JSONPath, as $.data.id or $['form name']:",
        "window      | soon       | 'soon' is not a time: write it as 30s, 5m, 24h or 7d",
        "window      | 0s         | '0s' is not a time: write it as 30s, 5m, 24h or 7d"
      })
  void refusesAnOptionThatItCannotTake(String option, String value, String message) {
    var options = HookOptions.of(Map.of("verify", "none", option, value));
    assertThatThrownBy(() -> new Generic().with(options))
        .isInstanceOfSatisfying(
            UnfitOption.class, unfit -> assertThat(unfit.option()).isEqualTo(option))
        .hasMessageStartingWith(message);
  }

  @Test
  void mustBeToldHowToVerify() {
    assertThatThrownBy(() -> new Generic().with(HookOptions.NONE))
        .hasMessage(
            "it must be set with a setVariable step, as it is needed to know who calls: write hmac,"
                + " t-v1, key, bearer or basic, or none for anybody");
  }

  @Test
  void believesNobodyBeforeItIsTold() {
    assertThat(new Generic().proof().verify(post(body(), Map.of()), Secrets.of(SECRET)))
        .isNotInstanceOf(Verified.class);
  }
}
