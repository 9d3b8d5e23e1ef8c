package io.leadline.source.tool;

import static io.leadline.source.Deliveries.NOW;
import static io.leadline.source.Deliveries.SECRET;
import static io.leadline.source.Deliveries.event;
import static io.leadline.source.Deliveries.hexHmac;
import static io.leadline.source.Deliveries.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Part;
import io.leadline.event.Submission;
import io.leadline.source.Reading;
import io.leadline.source.Source;
import io.leadline.source.Verification;
import io.leadline.source.Verification.Verified;
import io.leadline.source.body.Parts;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WpFormsTest extends SourceContract {
  private static final String HEADER = "X-WPForms-Webhook-Signature";
  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";
  private static final String CHOOSE_JSON =
      "choose JSON as the request format in WPForms, which signs form fields otherwise than it"
          + " sends them";

  @Override
  Source source() {
    return new WpForms();
  }

  @Override
  Bytes body() {
    return bodyWithText("Ada");
  }

  /** WPForms sends once. */
  @Override
  Bytes bodyOfRetry() {
    return body();
  }

  /** WPForms has no word for what happened. */
  @Override
  Bytes bodyOfUnknownType() {
    return body();
  }

  @Override
  boolean hasTypes() {
    return false;
  }

  @Test
  void callsEveryEventASubmission() {
    assertThat(((Reading.Read) read(cut(body()).get(0))).submission().eventType())
        .isEqualTo("submission");
  }

  @Override
  Bytes bodyWithText(String text) {
    return Bytes.utf8("{\"name\":\"%s\",\"topics\":\"A||B\"}".formatted(text));
  }

  @Override
  boolean takesAnything() {
    return true;
  }

  @Override
  Map<String, String> signed(Bytes body, String secret) {
    return signed(body, secret, NOW.getEpochSecond() - 2);
  }

  private static Map<String, String> signed(Bytes body, String secret, long seconds) {
    var signature = hexHmac(secret, Bytes.utf8(seconds + "."), body);
    return Map.of(HEADER, "t=%d,v=%s".formatted(seconds, signature));
  }

  @ParameterizedTest
  @CsvSource({"300, true", "301, false", "-300, true", "-301, false"})
  void takesWhatWasSignedWithinFiveMinutes(long age, boolean taken) {
    var headers = signed(body(), SECRET, NOW.getEpochSecond() - age);
    assertThat(verify(body(), headers, SECRET) instanceof Verified).isEqualTo(taken);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"4711\"", "4711"})
  void isKeyedByTheEntry(String id) {
    assertThat(cut(Bytes.utf8("{\"a\":\"b\",\"entry_id\":%s}".formatted(id))))
        .extracting(Part::key)
        .containsExactly("entry:4711");
  }

  /** As where entries are not stored, or nothing replaced the smart tag. */
  @ParameterizedTest
  @ValueSource(strings = {"\"0\"", "0", "\"\"", "\"{entry_id}\"", "null", "[1]", "-1"})
  void isKeyedByItsContentWhereTheEntryHasNoId(String id) {
    assertThat(cut(Bytes.utf8("{\"a\":\"b\",\"entry_id\":%s}".formatted(id))).get(0).key())
        .startsWith("sha256:");
  }

  @Test
  void hasTheSameKeyForTheSameContentForAWhile() {
    assertThat(cut(Bytes.utf8("{\"a\":\"b\"}")).get(0).window()).isEqualTo(Parts.WINDOW);
    assertThat(cut(Bytes.utf8("{\"entry_id\":\"1\"}")).get(0).window()).isNull();
    assertThat(cut(Bytes.utf8("{\"a\":\"1\",\"b\":\"2\"}")).get(0).key())
        .isEqualTo(cut(Bytes.utf8("{ \"b\":\"2\",\"a\":\"1\" }")).get(0).key())
        .isNotEqualTo(cut(Bytes.utf8("{\"a\":\"1\",\"b\":\"3\"}")).get(0).key());
  }

  /** The texts after {@code ->} are what PHP's json_encode makes of the fields. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "name=Ada+Lovelace&email=ada%40example.com | {\"name\":\"Ada Lovelace\",\"email\":\"ada@example.com\"}",
        "site=https%3A%2F%2Fexample.com%2Fa | {\"site\":\"https:\\/\\/example.com\\/a\"}",
        "name=Zo%C3%AB+%F0%9F%98%80 | {\"name\":\"Zo\\u00eb \\ud83d\\ude00\"}",
        "na%2Fm%C3%AB=x | {\"na\\/m\\u00eb\":\"x\"}",
        "t=%22%5C%0D%0A%09%08%0C%1F%7F%3C%27%26 | {\"t\":\"\\\"\\\\\\r\\n\\t\\b\\f\\u001f\u007f<'&\"}",
        "sep=%E2%80%A8 | {\"sep\":\"\\u2028\"}",
        "b=1&a=2&empty= | {\"b\":\"1\",\"a\":\"2\",\"empty\":\"\"}",
        "f%5B0%5D=x&f%5B1%5D=y | {\"f\":[\"x\",\"y\"]}",
        "d%5Bvalue%5D=1+May&d%5Bunix%5D=1777600000 | {\"d\":{\"value\":\"1 May\",\"unix\":1777600000}}",
        "d%5Bvalue%5D=&d%5Bunix%5D= | {\"d\":{\"value\":\"\",\"unix\":\"\"}}",
        "unix=1777600000 | {\"unix\":\"1777600000\"}"
      })
  void checksAFormByWhatWordPressWritesInJson(String sent, String signed) {
    assertThat(verifyForm(Bytes.utf8(sent), signed(Bytes.utf8(signed), SECRET)))
        .isEqualTo(new Verified("wpforms-urlencoded", 1));
  }

  @Test
  void saysToChooseJsonWhereAFormDoesNotMatch() {
    var sent = Bytes.utf8("name=Ada");
    assertThat(why(verifyForm(sent, signed(Bytes.utf8("{\"name\":\"Zoe\"}"), SECRET))))
        .startsWith(HEADER + " does not match the request with the secret in DEMO_SECRET")
        .endsWith("; " + CHOOSE_JSON);
  }

  @Test
  void takesNoFormForASignatureOfItsBytes() {
    var sent = Bytes.utf8("name=Ada");
    assertThat(why(verifyForm(sent, signed(sent, SECRET)))).contains("does not match");
  }

  @Test
  void acceptsAFormThatItHasProvenItself() {
    var sent = Bytes.utf8("name=Zo%C3%AB&d%5Bvalue%5D=1+May&d%5Bunix%5D=1777600000");
    var proven = proof().proven(post(sent, Map.of("Content-Type", FORM)), SECRET);
    assertThat(proven.body()).isEqualTo(sent);
    assertThat(verify(proven, SECRET)).isEqualTo(new Verified("wpforms-urlencoded", 1));
  }

  @Test
  void saysToChooseJsonWhereAFormIsNotUtf8() {
    var sent = Bytes.utf8("name=%FF");
    assertThat(why(verifyForm(sent, signed(sent, SECRET))))
        .isEqualTo("the body is form fields that are not UTF-8: " + CHOOSE_JSON);
  }

  @Test
  void readsAFormAsItReadsJson() {
    var form = "name=Ada&when%5Bvalue%5D=1+May&when%5Bunix%5D=1777600000&entry_id=4711";
    var submission = submissionOfForm(Bytes.utf8(form));
    assertThat(submission.eventId()).isEqualTo("4711");
    assertThat(submission.answers())
        .isEqualTo(
            Map.of(
                "name",
                "Ada",
                "when",
                Map.of("value", "1 May", "unix", 1777600000L),
                "entry_id",
                "4711"));
  }

  @Test
  void saysWhatItFoundInstead() {
    var reading = (Reading.Unreadable) read(cut(Bytes.utf8("[]")).get(0));
    assertThat(reading.reason().sentence())
        .isEqualTo(
            "expected a WPForms webhook (a JSON object, or form fields), found an empty JSON array;"
                + " check what sends to this hook");
  }

  private Verification verifyForm(Bytes body, Map<String, String> signed) {
    var headers = new HashMap<>(signed);
    headers.put("Content-Type", FORM);
    return verify(body, headers, SECRET);
  }

  private Submission submissionOfForm(Bytes body) {
    var part = source().cut(post(body, Map.of("Content-Type", FORM))).get(0);
    return ((Reading.Read) source().read(event(source(), part, FORM), null)).submission();
  }
}
