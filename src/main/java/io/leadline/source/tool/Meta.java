package io.leadline.source.tool;

import io.leadline.event.Bytes;
import io.leadline.event.Documents;
import io.leadline.event.Event;
import io.leadline.event.Fetch;
import io.leadline.event.Fetched;
import io.leadline.event.Part;
import io.leadline.event.Request;
import io.leadline.event.Submission;
import io.leadline.source.ApiReply;
import io.leadline.source.CarriedSecret;
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
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Meta's webhook for lead ads (sources.md §8): entries with changes, many in one request, each one
 * event. A lead comes as its id; the Graph API has the answers. Any other change reaches mappings
 * as it is. Before it sends anything Meta looks at the address and wants its challenge back.
 */
final class Meta implements Source {
  private static final String EXPECTED =
      "a Meta webhook (a JSON object with 'entry', of entries with 'changes')";

  private static final SentById LEADS =
      new SentById(
          "Meta",
          "lead",
          "a lead of Meta's (a JSON object with 'field_data')",
          "Meta has no lead %s (404): deleted, older than 90 days, or the token may not read it");

  private static final Hmac SIGNATURE =
      Hmac.sha256("meta-sha256", "X-Hub-Signature-256", "sha256=", Encoding.HEX);

  /** The token is no session any more, or the app may not at all (Graph API, "Handle errors"). */
  private static final Set<Long> NOT_OUR_TOKEN = Set.of(3L, 102L, 190L);

  /**
   * The token may not, be it of one page alone, and others may go on; so are 200 to 299. With
   * subcode 33, 100 says either that there is no such lead or that the token may not read it.
   */
  private static final long MAY_NOT = 10;

  private static final long NO_SUCH_PARAMETER = 100;
  private static final long NO_SUCH_OBJECT = 33;

  /** The app, the user, the page or the account asks too often; so are 80000 to 80014. */
  private static final Set<Long> TOO_OFTEN = Set.of(4L, 17L, 32L, 341L, 613L);

  /** Of July 2026; a version is answered for two years at least. */
  private static final String VERSION = "/v26.0/";

  private static final String LEAD = "leadgen";

  private static final String FIELDS =
      "id,created_time,ad_id,ad_name,adset_id,campaign_id,campaign_name,form_id,platform,field_data,"
          + "custom_disclaimer_responses";

  /** Meta sends digits; what else is sent back would be anybody's text from our address. */
  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{1,200}");

  /** An id stands in a path. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_]{1,64}");

  /** {@code 2015-02-28T08:49:14+0000}: no colon in the offset. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXX");

  @Override
  public String name() {
    return "meta";
  }

  @Override
  public Proof proof() {
    return SIGNATURE;
  }

  @Override
  public List<Credential> credentials() {
    return List.of(
        Credential.issued(Credential.SECRET, "the app secret, at developers.facebook.com"),
        Credential.chosen(Credential.VERIFY_TOKEN),
        Credential.issued(Credential.TOKEN, "a long-lived page token with leads_retrieval"));
  }

  // ── the look at the address ───────────────────────────────────────────────────────────────────

  @Override
  public Optional<Handshake> handshake(Request request, Secrets tokens) {
    var query = new Query(request.uri());
    return request.method().equals("GET") && query.text("hub.mode").equals("subscribe")
        ? Optional.of(handshake(query, tokens, request))
        : Optional.empty();
  }

  private static Handshake handshake(Query query, Secrets tokens, Request request) {
    var variable = request.hook().variable("VERIFY_TOKEN");
    if (tokens.isEmpty()) {
      return new Handshake.Refused("Meta looks at the address, and " + variable + " is not set");
    }
    if (new CarriedSecret(query.text("hub.verify_token")).matching(tokens) == 0) {
      return new Handshake.Refused(
          "the verify token that Meta brings is not the one in " + variable);
    }
    var challenge = query.text("hub.challenge");
    return CHALLENGE.matcher(challenge).matches()
        ? new Handshake.Welcome(challenge)
        : new Handshake.Refused("hub.challenge is not of letters and digits");
  }

  // ── cut ───────────────────────────────────────────────────────────────────────────────────────

  @Override
  public List<Part> cut(Request request) {
    try {
      var parts = changes(JsonBody.object(request.body()));
      return parts.isEmpty() ? List.of(Parts.byContent(request.body())) : parts;
    } catch (Unexpected e) {
      return List.of(Parts.byContent(request.body()));
    }
  }

  private static List<Part> changes(JsonObject webhook) {
    var parts = new ArrayList<Part>();
    for (var entry : webhook.objects("entry")) {
      if (entry.objects("changes").isEmpty()) {
        parts.add(odd(entry));
      }
      for (var change : entry.objects("changes")) {
        parts.add(change.text("field") == null ? odd(change) : part(webhook, entry, change));
      }
    }
    return parts;
  }

  /** Kept, so that it is seen: what is read of it says that it is not what was expected. */
  private static Part odd(JsonObject piece) {
    return Parts.byContent(Bytes.utf8(Documents.write(piece.map())));
  }

  /** With what the entry says around it, so that it can be read alone. */
  private static Part part(JsonObject webhook, JsonObject entry, JsonObject change) {
    var alone =
        webhook
            .only("object")
            .with("id", entry.value("id"))
            .with("time", entry.value("time"))
            .with("field", change.value("field"))
            .with("value", change.value("value"));
    var body = Bytes.utf8(Documents.write(alone.map()));
    var content = alone.without("time");
    var lead = leadId(alone);
    var key =
        lead == null
            ? Parts.key(alone.text("field"), "sha256:" + Parts.fingerprint(alone))
            : Parts.key(LEAD, lead);
    return Parts.of(key, lead, body, content);
  }

  private static @Nullable String leadId(JsonObject change) {
    var id = change.object("value").text("leadgen_id");
    return LEAD.equals(change.text("field")) && id != null && ID.matcher(id).matches() ? id : null;
  }

  // ── read ──────────────────────────────────────────────────────────────────────────────────────

  @Override
  public Optional<String> defaultBaseUrl() {
    return Optional.of("https://graph.facebook.com");
  }

  @Override
  public Optional<Fetch> fetch(Event event, Set<String> wanted) {
    try {
      return Optional.ofNullable(leadId(change(event.body())))
          .map(lead -> new Fetch(VERSION + lead, Map.of("fields", FIELDS)));
    } catch (Unexpected e) {
      return Optional.empty();
    }
  }

  /**
   * The Graph API says most of its troubles with 400, and which one it is by a code. No lead dies
   * at once of what is said where the token may not read it, too.
   */
  @Override
  public ApiReply meaningOf(int status, Bytes body) {
    var error = error(body);
    var code = error.number("code");
    return status == 200 || code == null
        ? ApiReply.byStatus(status)
        : new ApiReply(meaningOf(status, error, code.longValue()), words(status, error));
  }

  private static JsonObject error(Bytes body) {
    try {
      return JsonBody.object(body).object("error");
    } catch (Unexpected e) {
      return JsonObject.EMPTY;
    }
  }

  private static ApiReply.Meaning meaningOf(int status, JsonObject error, long code) {
    if (NOT_OUR_TOKEN.contains(code)) {
      return ApiReply.Meaning.REFUSED;
    }
    if (isWithheld(error, code)) {
      return ApiReply.Meaning.WITHHELD;
    }
    return TOO_OFTEN.contains(code) || (code >= 80_000 && code <= 80_014)
        ? ApiReply.Meaning.LIMITED
        : meaningOf(status);
  }

  private static boolean isWithheld(JsonObject error, long code) {
    var subcode = error.number("error_subcode");
    return code == MAY_NOT
        || (code >= 200 && code <= 299)
        || (code == NO_SUCH_PARAMETER && subcode != null && subcode.longValue() == NO_SUCH_OBJECT);
  }

  /** Of a code that is none of those the status still counts; but nothing is missing for good. */
  private static ApiReply.Meaning meaningOf(int status) {
    var meaning = ApiReply.byStatus(status).meaning();
    return meaning == ApiReply.Meaning.MISSING ? ApiReply.Meaning.FAILED : meaning;
  }

  /** Numbers only: its texts may quote what was asked for. */
  private static String words(int status, JsonObject error) {
    var subcode = error.number("error_subcode");
    return "%d, error %s%s"
        .formatted(status, error.number("code"), subcode == null ? "" : "/" + subcode);
  }

  private static JsonObject change(Bytes body) throws Unexpected {
    var change = JsonBody.object(body);
    if (change.text("field") == null || change.has("entry")) {
      throw new Unexpected("a JSON object without them");
    }
    return change;
  }

  @Override
  public Reading read(Event event, @Nullable Fetched fetched) {
    try {
      return read(change(event.body()), event, fetched);
    } catch (Unexpected e) {
      return e.instead(EXPECTED, "check what sends to this hook");
    }
  }

  private static Reading read(JsonObject change, Event event, @Nullable Fetched fetched)
      throws Unexpected {
    var lead = leadId(change);
    if (lead == null && LEAD.equals(change.text("field"))) {
      throw new Unexpected("a lead without a 'leadgen_id'");
    }
    if (lead == null) {
      return new Reading.Read(submission(event, change, JsonObject.EMPTY));
    }
    return LEADS.read(lead, event, fetched, found -> submission(event, change, checked(found)));
  }

  private static JsonObject checked(JsonObject lead) throws Unexpected {
    if (!(lead.value("field_data") instanceof List<?>)) {
      throw new Unexpected("a JSON object without it");
    }
    return lead;
  }

  private static Submission submission(Event event, JsonObject change, JsonObject lead) {
    var value = change.object("value");
    var answers = answers(lead);
    return new Submission(
        event.hook(),
        event.source(),
        Objects.requireNonNullElse(leadId(change), event.key()),
        Objects.requireNonNullElse(change.text("field"), ""),
        time(lead.text("created_time")),
        event.receivedAt(),
        lead.text("form_id") == null ? value.text("form_id") : lead.text("form_id"),
        null,
        answers.byId(),
        answers.byTitle(),
        lead.only("ad_id", "ad_name", "adset_id", "campaign_id", "campaign_name", "platform").map(),
        Map.of(),
        lead.map().isEmpty() ? change.map() : change.with("lead", lead.map()).map());
  }

  /** A box that somebody ticked, or not, is an answer too. */
  private static Answers answers(JsonObject lead) {
    var answers = new Answers();
    for (var field : lead.objects("field_data")) {
      var name = Objects.requireNonNullElse(field.text("name"), "field");
      var values = field.list("values");
      answers.add(name, name, values.size() == 1 ? values.get(0) : values);
    }
    for (var box : lead.objects("custom_disclaimer_responses")) {
      var name = Objects.requireNonNullElse(box.text("checkbox_key"), "box");
      answers.add(name, name, "1".equals(box.text("is_checked")));
    }
    return answers;
  }

  private static @Nullable Instant time(@Nullable String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text, TIME).toInstant();
    } catch (DateTimeException notATime) {
      return null;
    }
  }
}
