package io.leadline.source.tool;

import io.leadline.event.Bytes;
import io.leadline.event.Event;
import io.leadline.event.Fetch;
import io.leadline.event.Fetched;
import io.leadline.event.Part;
import io.leadline.event.Request;
import io.leadline.event.Submission;
import io.leadline.source.Credential;
import io.leadline.source.Handshake;
import io.leadline.source.Proof;
import io.leadline.source.Reading;
import io.leadline.source.Secrets;
import io.leadline.source.Source;
import io.leadline.source.body.Answers;
import io.leadline.source.body.JsonBody;
import io.leadline.source.body.JsonObject;
import io.leadline.source.body.Parts;
import io.leadline.source.body.Unexpected;
import io.leadline.source.signature.Encoding;
import io.leadline.source.signature.Hmac;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * SurveyMonkey's webhook (sources.md §15): what happened to which response, by its id; the API has
 * the answers. Events of collectors and surveys, and deleted responses, reach mappings as they are.
 * When a webhook is made SurveyMonkey looks at the address.
 */
final class SurveyMonkey implements Source {
  private static final String EXPECTED =
      "a SurveyMonkey webhook (a JSON object with 'event_type' and 'object_id')";

  private static final SentById RESPONSES =
      new SentById(
          "SurveyMonkey",
          "response",
          "a response of SurveyMonkey's (a JSON object with 'pages')",
          "SurveyMonkey has no response %s (404): deleted, or the token may not read it");

  /** The secret is {@code clientId&clientSecret}, as one text. */
  private static final Hmac SIGNATURE =
      new Hmac("surveymonkey", "HmacSHA1", "Sm-Signature", "", Encoding.BASE64);

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_]{1,64}");

  @Override
  public String name() {
    return "surveymonkey";
  }

  @Override
  public Proof proof() {
    return SIGNATURE;
  }

  @Override
  public List<Credential> credentials() {
    return List.of(
        Credential.issued(
            Credential.SECRET, "CLIENT_ID&CLIENT_SECRET of the app at developer.surveymonkey.com"),
        Credential.issued(Credential.TOKEN, "the access token of the app"));
  }

  @Override
  public Optional<Handshake> handshake(Request request, Secrets tokens) {
    return Optional.of(new Handshake.Welcome(""));
  }

  // ── cut ───────────────────────────────────────────────────────────────────────────────────────

  @Override
  public List<Part> cut(Request request) {
    try {
      return List.of(part(webhook(request.body()), request.body()));
    } catch (Unexpected e) {
      return List.of(Parts.byContent(request.body()));
    }
  }

  private static JsonObject webhook(Bytes body) throws Unexpected {
    var webhook = JsonBody.object(body);
    if (webhook.text("event_type") == null || webhook.text("object_id") == null) {
      throw new Unexpected("a JSON object without them");
    }
    return webhook;
  }

  private static Part part(JsonObject webhook, Bytes body) {
    var response = response(webhook);
    var subject = response == null ? null : response.id;
    var event = webhook.text("event_id");
    return event == null
        ? new Part(
            "sha256:" + Parts.fingerprint(webhook),
            subject,
            body,
            Parts.fingerprint(webhook),
            Parts.WINDOW)
        : Parts.of(Parts.key(event), subject, body, webhook);
  }

  /** A response that can be asked for. */
  private record Response(String survey, String id) {}

  private static @Nullable Response response(JsonObject webhook) {
    var survey = survey(webhook);
    var id = webhook.text("object_id");
    return isThere(webhook) && isId(survey) && isId(id)
        ? new Response(Objects.requireNonNull(survey), Objects.requireNonNull(id))
        : null;
  }

  /** Where the event does not say it, the webhook may be for one survey only. */
  private static @Nullable String survey(JsonObject webhook) {
    var survey = webhook.object("resources").text("survey_id");
    return survey == null && "survey".equals(webhook.text("filter_type"))
        ? webhook.text("filter_id")
        : survey;
  }

  private static boolean isThere(JsonObject webhook) {
    return "response".equals(webhook.text("object_type"))
        && !"response_deleted".equals(webhook.text("event_type"));
  }

  /** It stands in a path. */
  private static boolean isId(@Nullable String text) {
    return text != null && ID.matcher(text).matches();
  }

  // ── read ──────────────────────────────────────────────────────────────────────────────────────

  @Override
  public Optional<String> defaultBaseUrl() {
    return Optional.of("https://api.surveymonkey.com");
  }

  @Override
  public Optional<Fetch> fetch(Event event, Set<String> wanted) {
    try {
      return Optional.ofNullable(response(webhook(event.body()))).map(SurveyMonkey::fetch);
    } catch (Unexpected e) {
      return Optional.empty();
    }
  }

  private static Fetch fetch(Response response) {
    return new Fetch(
        "/v3/surveys/%s/responses/%s/details".formatted(response.survey, response.id),
        Map.of("simple", "true"));
  }

  @Override
  public Reading read(Event event, @Nullable Fetched fetched) {
    try {
      return read(webhook(event.body()), event, fetched);
    } catch (Unexpected e) {
      return e.instead(EXPECTED, "check what sends to this hook");
    }
  }

  private static Reading read(JsonObject webhook, Event event, @Nullable Fetched fetched)
      throws Unexpected {
    var response = response(webhook);
    if (response == null && isThere(webhook)) {
      throw new Unexpected("a response without the id of its survey");
    }
    if (response == null) {
      return new Reading.Read(submission(event, webhook, JsonObject.EMPTY));
    }
    return RESPONSES.read(
        response.id, event, fetched, found -> submission(event, webhook, checked(found)));
  }

  private static JsonObject checked(JsonObject response) throws Unexpected {
    if (!(response.value("pages") instanceof List<?>)) {
      throw new Unexpected("a JSON object without them");
    }
    return response;
  }

  private static Submission submission(Event event, JsonObject webhook, JsonObject response) {
    var answers = answers(response);
    return new Submission(
        event.hook(),
        event.source(),
        Objects.requireNonNullElse(webhook.text("event_id"), event.key()),
        Objects.requireNonNullElse(webhook.text("event_type"), ""),
        response.instant("date_modified"),
        event.receivedAt(),
        survey(webhook),
        null,
        answers.byId(),
        answers.byTitle(),
        response.object("custom_variables").map(),
        Map.of(),
        response.map().isEmpty() ? webhook.map() : webhook.with("response", response.map()).map());
  }

  private static Answers answers(JsonObject response) {
    var answers = new Answers();
    response.objects("pages").stream()
        .flatMap(page -> page.objects("questions").stream())
        .map(SurveyMonkeyQuestion::new)
        .forEach(question -> answers.add(question.id(), question.title(), question.value()));
    return answers;
  }
}
