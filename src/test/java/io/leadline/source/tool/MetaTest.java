package io.leadline.source.tool;

import static io.leadline.source.Deliveries.HOOK;
import static io.leadline.source.Deliveries.NOW;
import static io.leadline.source.Deliveries.URI;
import static io.leadline.source.Deliveries.event;
import static io.leadline.source.Deliveries.hexHmac;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Fetch;
import io.leadline.event.Fetched;
import io.leadline.event.Headers;
import io.leadline.event.Part;
import io.leadline.event.ReasonCode;
import io.leadline.event.Request;
import io.leadline.source.ApiReply;
import io.leadline.source.Handshake;
import io.leadline.source.Reading.Unreadable;
import io.leadline.source.Secrets;
import io.leadline.source.Source;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetaTest extends SourceContract {
  private static final String LEAD = change("leadgen", "\"leadgen_id\":233370042045345");

  @Override
  Source source() {
    return new Meta();
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
    return webhook(change("starship.launched", "\"id\":1"));
  }

  @Override
  Bytes bodyWithText(String text) {
    return webhook(change("feed", "\"message\":\"" + text + "\""));
  }

  private static Bytes webhook(String... changes) {
    return Bytes.utf8(
        "{\"object\":\"page\",\"entry\":[{\"id\":\"138\",\"time\":1630087927,\"changes\":[%s]}]}"
            .formatted(String.join(",", changes)));
  }

  private static String change(String field, String value) {
    return "{\"field\":\"%s\",\"value\":{%s}}".formatted(field, value);
  }

  @Override
  Map<String, String> signed(Bytes body, String secret) {
    return Map.of("X-Hub-Signature-256", "sha256=" + hexHmac(secret, body));
  }

  @Test
  void makesAnEventOfEachChangeAndAsksForLeads() {
    var parts = cut(webhook(LEAD, change("feed", "\"id\":1"), LEAD.replace("345", "346")));
    assertThat(parts)
        .extracting(Part::subject)
        .containsExactly("233370042045345", null, "233370042045346");
    assertThat(parts.get(0).key()).isEqualTo("leadgen:233370042045345");
    assertThat(fetch(parts.get(0)))
        .get()
        .satisfies(
            fetch -> {
              assertThat(fetch.path()).isEqualTo("/v26.0/233370042045345");
              assertThat(fetch.query().get("fields")).contains("field_data", "created_time");
            });
    assertThat(fetch(parts.get(1))).isEmpty();
  }

  @Test
  void losesNoPieceOfABatchThatIsOdd() {
    var body =
        Bytes.utf8(
            "{\"entry\":[{\"id\":\"1\",\"messaging\":[]},{\"changes\":[{\"value\":1},"
                + LEAD
                + "]}]}");
    var parts = cut(body);
    assertThat(parts).hasSize(3);
    assertThat(parts.subList(0, 2))
        .allSatisfy(part -> assertThat(read(part)).isInstanceOf(Unreadable.class));
    assertThat(fetch(parts.get(2))).isPresent();
  }

  @Test
  void doesNotTakeALeadWithoutItsIdForAnEmptyOne() {
    var part = cut(webhook(change("leadgen", "\"form_id\":1"))).get(0);
    assertThat(((Unreadable) read(part)).reason().sentence())
        .contains("found a lead without a 'leadgen_id'");
  }

  @Test
  void asksForNoIdThatCouldLeadElsewhere() {
    var part = cut(webhook(change("leadgen", "\"leadgen_id\":\"../me?x=\""))).get(0);
    assertThat(fetch(part)).isEmpty();
  }

  @Test
  void saysThatALeadIsGoneOrWasNotFetchedOrIsNone() {
    var part = cut(webhook(LEAD)).get(0);
    assertThat(reason(part, new Fetched.Missing()))
        .isEqualTo(
            "Meta has no lead 233370042045345 (404): deleted, older than 90 days, or the token may"
                + " not read it");
    assertThat(reason(part, new Fetched.Found(Bytes.utf8("{}"))))
        .isEqualTo(
            "expected a lead of Meta's (a JSON object with 'field_data'), found a JSON object"
                + " without it; check DEMO_BASE_URL where it is set");
    assertThat(((Unreadable) read(part)).reason().code()).isEqualTo(ReasonCode.UNREADABLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=t0ken | t0ken     | 1158201444
          hub.mode=subscribe&hub.challenge=42&hub.verify_token=t0ken         | old t0ken | 42
          hub.mode=subscribe&hub.challenge=42&hub.verify_token=wrong         | t0ken     | the verify token that Meta brings is not the one in DEMO_VERIFY_TOKEN
          hub.mode=subscribe&hub.challenge=42                                | t0ken     | the verify token that Meta brings is not the one in DEMO_VERIFY_TOKEN
          hub.mode=subscribe&hub.challenge=42&hub.verify_token=              | ''        | Meta looks at the address, and DEMO_VERIFY_TOKEN is not set
          hub.mode=subscribe&hub.challenge=%3Cb%3E&hub.verify_token=t0ken    | t0ken     | hub.challenge is not of letters and digits
          """)
  void givesTheChallengeBackToWhoKnowsTheToken(String query, String tokens, String expected) {
    var handshake = source().handshake(get(query), Secrets.of(tokens)).orElseThrow();
    assertThat(
            handshake instanceof Handshake.Welcome welcome
                ? welcome.text()
                : ((Handshake.Refused) handshake).why())
        .isEqualTo(expected);
  }

  @Test
  void takesAnotherLookForNone() {
    assertThat(source().handshake(get(""), Secrets.of("t0ken"))).isEmpty();
  }

  private static Request get(String query) {
    return new Request(HOOK, "GET", URI + "?" + query, Headers.NONE, Bytes.EMPTY, NOW);
  }

  private Optional<Fetch> fetch(Part part) {
    return source().fetch(event(source(), part), Set.of());
  }

  private String reason(Part part, Fetched fetched) {
    return ((Unreadable) source().read(event(source(), part), fetched)).reason().sentence();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          200 | 190   | -  | FOUND   | 200
          400 | 190   | 463| REFUSED | 400, error 190/463
          400 | 102   | -  | REFUSED | 400, error 102
          400 | 10    | -  | WITHHELD| 400, error 10
          403 | 200   | -  | WITHHELD| 403, error 200
          400 | 299   | -  | WITHHELD| 400, error 299
          400 | 4     | -  | LIMITED | 400, error 4
          403 | 613   | -  | LIMITED | 403, error 613
          400 | 80005 | -  | LIMITED | 400, error 80005
          400 | 100   | 33 | WITHHELD| 400, error 100/33
          400 | 100   | -  | FAILED  | 400, error 100
          400 | 3     | -  | REFUSED | 400, error 3
          400 | 100   | 32 | FAILED  | 400, error 100/32
          500 | 2     | -  | FAILED  | 500, error 2
          400 | 300   | -  | FAILED  | 400, error 300
          401 | 368   | -  | REFUSED | 401, error 368
          429 | 368   | -  | LIMITED | 429, error 368
          404 | 100   | 33 | WITHHELD| 404, error 100/33
          404 | -     | -  | MISSING | 404
          401 | -     | -  | REFUSED | 401
          502 | -     | -  | FAILED  | 502
          """)
  void sortsTheErrorsOfTheGraphApi(
      int status, Long code, Long subcode, ApiReply.Meaning meaning, String words) {
    var body =
        Bytes.utf8(
            "{\"error\":{\"message\":\"about ada@example.com\",\"type\":\"OAuthException\",\"code\":%s,\"error_subcode\":%s}}"
                .formatted(code, subcode));
    assertThat(source().meaningOf(status, body)).isEqualTo(new ApiReply(meaning, words));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "[]", "{\"error\":7}", "{\"error\":{\"code\":\"190\"}}"})
  void goesByTheStatusWhereTheBodyIsNoErrorOfTheGraphApi(String body) {
    assertThat(source().meaningOf(400, Bytes.utf8(body)))
        .isEqualTo(new ApiReply(ApiReply.Meaning.FAILED, "400"));
  }
}
