package io.leadline.source.tool;

import static io.leadline.source.Deliveries.SECRET;
import static io.leadline.source.Deliveries.base64Hmac;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Part;
import io.leadline.event.Submission;
import io.leadline.form.Question;
import io.leadline.source.Deliveries;
import io.leadline.source.Reading;
import io.leadline.source.Source;
import io.leadline.source.Verification.Verified;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeformTest extends SourceContract {
  private static final String HEADER = "Typeform-Signature";

  @Override
  Source source() {
    return new Typeform();
  }

  @Override
  Bytes body() {
    return webhook("01AAA", "form_response", "Ada");
  }

  @Override
  Bytes bodyOfRetry() {
    return webhook("01BBB", "form_response", "Ada");
  }

  @Override
  Bytes bodyOfUnknownType() {
    return webhook("01AAA", "starship.launched", "Ada");
  }

  @Override
  Bytes bodyWithText(String text) {
    return webhook("01AAA", "form_response", text);
  }

  private static Bytes webhook(String eventId, String type, String text) {
    return response(
        "\"event_id\":\"%s\",\"event_type\":\"%s\",".formatted(eventId, type),
        "\"token\":\"tok-1\",\"answers\":[{\"type\":\"text\",\"text\":\"%s\",\"field\":{\"id\":\"f1\"}}]"
            .formatted(text));
  }

  private static Bytes response(String envelope, String response) {
    return Bytes.utf8("{" + envelope + "\"form_response\":{" + response + "}}\n");
  }

  @Override
  Map<String, String> signed(Bytes body, String secret) {
    return Map.of(HEADER, "sha256=" + base64Hmac(secret, body));
  }

  @Test
  void signsTheNewlineAtTheEndToo() {
    var trimmed = Bytes.utf8(body().asUtf8().stripTrailing());
    assertThat(verify(trimmed, signed(body(), SECRET), SECRET)).isNotInstanceOf(Verified.class);
  }

  @ParameterizedTest
  @CsvSource({
    "sha1=VsvwNrh0fT5VWF+05H3azXZXJyFkhHTtONMxIVm6PZ4=, Typeform-Signature does not begin with 'sha256='",
    "VsvwNrh0fT5VWF+05H3azXZXJyFkhHTtONMxIVm6PZ4=, Typeform-Signature does not begin with 'sha256='",
    "sha256=%%%, Typeform-Signature is not base64 text",
    "sha256=, Typeform-Signature does not match the request with the secret in DEMO_SECRET",
    "sha256=QUJD, Typeform-Signature does not match the request with the secret in DEMO_SECRET"
  })
  void saysWhatIsWrongWithAHeader(String value, String why) {
    assertThat(why(verify(body(), Map.of(HEADER, value), SECRET))).startsWith(why);
  }

  @Test
  void saysWhereToEnterTheSecretWhenTheHeaderIsMissing() {
    assertThat(why(verify(body(), Map.of(), SECRET)))
        .isEqualTo(
            "Typeform-Signature is missing: enter the secret in DEMO_SECRET at the sender, which"
                + " signs only if it has one");
  }

  @Test
  void isKeyedByTypeAndToken() {
    assertThat(cut(body())).extracting(Part::key).containsExactly("form_response:tok-1");
    assertThat(cut(webhook("01AAA", "form_response_partial", "Ada")))
        .extracting(Part::key)
        .containsExactly("form_response_partial:tok-1");
  }

  @Test
  void isOnePartOfTheWholeBody() {
    assertThat(cut(body())).extracting(Part::body).containsExactly(body());
    assertThat(cut(body()).get(0).subject()).isNull();
  }

  @Test
  void isKeyedByItsEventIdWithoutAToken() {
    assertThat(cut(response("\"event_id\":\"01AAA\",", "\"answers\":[]")))
        .extracting(Part::key)
        .containsExactly("event:01AAA");
  }

  @Test
  void isKeyedByItsContentWithoutAnyId() {
    var part = cut(response("", "\"answers\":[]")).get(0);
    assertThat(part.key()).isEqualTo("sha256:" + part.fingerprint());
  }

  @Test
  void isTheSameContentInAnyOrderOfItsKeys() {
    var one = cut(Bytes.utf8("{\"event_type\":\"x\",\"form_response\":{\"token\":\"t\",\"a\":1}}"));
    var other =
        cut(Bytes.utf8("{\"form_response\":{\"a\":1, \"token\":\"t\"},\"event_type\":\"x\"}"));
    assertThat(one.get(0).fingerprint()).isEqualTo(other.get(0).fingerprint());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"event_id\":\"01\"}|a JSON object without it",
        "{\"form_response\":[]}|a JSON object without it",
        "[1,2]|a JSON array of 2",
        "{\"form_response\": nonsense}|text that is not JSON at line 1, column"
      })
  void saysWhatItFoundInstead(String body, String found) {
    var reading = (Reading.Unreadable) read(cut(Bytes.utf8(body)).get(0));
    assertThat(reading.reason().sentence())
        .startsWith(
            "expected a Typeform webhook (a JSON object with 'form_response'), found " + found)
        .endsWith("; check what sends to this hook")
        .doesNotContain("nonsense");
  }

  @Test
  void showsTheWholeFormWithAMatrixAsOneQuestion() throws Exception {
    var body =
        Bytes.of(Files.readAllBytes(Path.of("src/test/resources/source/typeform/matrix.json")));
    var shown = source().shown(submission(body));
    assertThat(shown.whole()).isTrue();
    assertThat(shown.questions())
        .contains(
            new Question(
                "satisfaction",
                "How happy are you with ...",
                "matrix",
                List.of("the price", "the speed", "the speed (2)", "the docs")),
            new Question("mail", "Email", "email", List.of()))
        .extracting(Question::id)
        .doesNotContain("row_price", "contact");
  }

  @Test
  void showsNotTheWholeFormWhereItsDefinitionLacksAnAnswer() throws Exception {
    var shown = source().shown(submission(webhook("01AAA", "form_response", "Ada")));
    assertThat(shown.questions()).extracting(Question::id).containsExactly("f1");
    assertThat(shown.whole()).isFalse();
  }

  private Submission submission(Bytes body) {
    var part = source().cut(Deliveries.post(body, Map.of())).get(0);
    var reading = source().read(Deliveries.event(source(), part), null);
    return ((Reading.Read) reading).submission();
  }
}
