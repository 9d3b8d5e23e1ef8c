package io.leadline.source.tool;

import static io.leadline.source.Deliveries.event;
import static io.leadline.source.Deliveries.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Documents;
import io.leadline.event.Fetch;
import io.leadline.event.Fetched;
import io.leadline.event.Part;
import io.leadline.source.Handshake;
import io.leadline.source.Reading.Unreadable;
import io.leadline.source.Secrets;
import io.leadline.source.Source;
import io.leadline.source.body.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurveyMonkeyTest extends SourceContract {

  @Override
  Source source() {
    return new SurveyMonkey();
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
  Bytes bodyOfUnknownType() {
    return webhook("starship.launched", "collector", "x");
  }

  @Override
  Bytes bodyWithText(String text) {
    return webhook("collector_created", "collector", text);
  }

  private static Bytes webhook(String type, String object, String name) {
    return Bytes.utf8(
        """
        {"name":"%s","event_type":"%s","event_id":"ev-1","object_type":"%s","object_id":"987",\
        "resources":{"survey_id":"123"}}"""
            .formatted(name, type, object));
  }

  @Override
  Map<String, String> signed(Bytes body, String secret) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Map.of("Sm-Signature", Base64.getEncoder().encodeToString(mac.doFinal(body.array())));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void asksForAResponseAndForNothingThatIsNone() {
    var part = cut(webhook("response_completed", "response", "x")).get(0);
    assertThat(part.key()).isEqualTo("ev-1");
    assertThat(part.subject()).isEqualTo("987");
    assertThat(source().fetch(event(source(), part), Set.of()))
        .contains(new Fetch("/v3/surveys/123/responses/987/details", Map.of("simple", "true")));
    for (var other : new String[] {"response_deleted", "survey_updated"}) {
      var object = other.startsWith("survey") ? "survey" : "response";
      var none = cut(webhook(other, object, "x")).get(0);
      assertThat(source().fetch(event(source(), none), Set.of())).as(other).isEmpty();
    }
  }

  @Test
  void takesTheSurveyOfTheWebhookWhereTheEventSaysNone() {
    var body =
        "{\"event_type\":\"response_completed\",\"object_type\":\"response\",\"object_id\":\"9\"%s}";
    var part =
        cut(Bytes.utf8(body.formatted(",\"filter_type\":\"survey\",\"filter_id\":\"77\""))).get(0);
    assertThat(source().fetch(event(source(), part), Set.of()))
        .get()
        .extracting(Fetch::path)
        .isEqualTo("/v3/surveys/77/responses/9/details");
    var without = cut(Bytes.utf8(body.formatted(""))).get(0);
    assertThat(((Unreadable) read(without)).reason().sentence())
        .contains("found a response without the id of its survey");
  }

  @Test
  void saysThatAResponseIsGoneOrIsNone() {
    var part = cut(webhook("response_completed", "response", "x")).get(0);
    assertThat(reason(part, new Fetched.Missing()))
        .isEqualTo("SurveyMonkey has no response 987 (404): deleted, or the token may not read it");
    assertThat(reason(part, new Fetched.Found(Bytes.utf8("[]"))))
        .isEqualTo(
            "expected a response of SurveyMonkey's (a JSON object with 'pages'), found an empty"
                + " JSON array; check DEMO_BASE_URL where it is set");
  }

  /** As its API words them; a bar may also stand in what was typed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          {'row_id':'1','text':'a | b','simple_text':'Name | a | b'}; {'Name':'a | b'}
          {'row_id':'1','text':'b','simple_text':'A | or B | b'}; {'A | or B':'b'}
          {'row_id':'1','text':'Ada ','simple_text':'Name | Ada'}; {'Name':'Ada '}
          {'row_id':'1','text':'2026-01-02','simple_text':'Day | 2 January'}; {'Day':'2026-01-02'}
          {'row_id':'1','text':'a | b','simple_text':'a | b'}; 'a | b'
          {'row_id':'1','text':'','simple_text':'Name | '}; {'Name':''}
          {'row_id':'1','text':'Ada'}; 'Ada'
          {'row_id':'1','choice_id':'7'}; '7'
          {'row_id':'1','choice_id':'7','simple_text':' | 5'}; '5'
          {'row_id':'1','simple_text':'Name | '}; {'Name':''}
          {'row_id':'1','text':null,'simple_text':'Name | '}; {'Name':''}
          {'row_id':'1'}; '1'
          {'row_id':'1','choice_id':'7','simple_text':'4'}; '4'
          {'row_id':'1','text':'x','simple_text':'Name | x'},{'row_id':'2','text':'y','simple_text':'Name | y'}; {'Name':'x','Name (2)':'y'}
          {'row_id':'1','text':'x','simple_text':'Name | x'},{'row_id':'2','text':'y','simple_text':'y'}; {'Name':'x','2':'y'}
          {'row_id':'1','choice_id':'7','simple_text':'Price | Good'},{'other_id':'9','text':'t','simple_text':'Why? | t'}; {'Price':'Good','Why?':'t'}
          {'row_id':'1','col_id':'5','choice_id':'7','simple_text':'Seats | Now | 9'}; {'Seats':{'Now':'9'}}
          {'choice_id':'7','simple_text':'More | less'}; 'More | less'
          {'choice_id':'7','simple_text':'A'},{'other_id':'9','text':'b','simple_text':'Other | b'}; ['A','b']
          {}; ''
          """)
  void readsWhatWasGivenApartFromWhereItStands(String given, String expected) {
    var question = "{'id':'q','answers':[" + given + "]}";
    assertThat(new SurveyMonkeyQuestion(JsonObject.of(json(question))).value())
        .isEqualTo(json(expected));
  }

  private static @Nullable Object json(String text) {
    try {
      return Documents.read(Bytes.utf8(text.replace('\'', '"')));
    } catch (Documents.NotJson e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void isWelcomeToLookAtTheAddress() {
    assertThat(source().handshake(post(Bytes.EMPTY, Map.of()), Secrets.NONE))
        .contains(new Handshake.Welcome(""));
  }

  private String reason(Part part, Fetched fetched) {
    return ((Unreadable) source().read(event(source(), part), fetched)).reason().sentence();
  }
}
