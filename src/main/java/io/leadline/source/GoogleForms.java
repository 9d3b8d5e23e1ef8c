package io.leadline.source;

import io.leadline.event.Bytes;
import io.leadline.event.Event;
import io.leadline.event.Part;
import io.leadline.event.Submission;
import io.leadline.source.signature.SecretInRequest;
import io.leadline.source.signature.SignedOrCarried;
import io.leadline.source.signature.TimedHmac;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * Google Forms, which has no webhook (sources.md §9): what our script in the form sends,
 * docs/form-tools/google-forms.gs. One JSON object per response, signed; each answer with the
 * item's id and title. A script of somebody else's can bring the secret along instead.
 */
final class GoogleForms extends OneObject {
  private static final String HEADER = "X-Leadline-Signature";

  private static final SignedOrCarried PROOF =
      new SignedOrCarried(
          HEADER,
          TimedHmac.v1("Google Forms", HEADER, Duration.ofMinutes(5)),
          SecretInRequest.of("Google Forms"));

  GoogleForms() {
    super(
        "a response as docs/form-tools/google-forms.gs sends it (a JSON object with a 'form' and a"
            + " 'response' that has an 'id')");
  }

  @Override
  public String name() {
    return "google-forms";
  }

  @Override
  public Proof proof() {
    return PROOF;
  }

  @Override
  JsonObject checked(JsonObject json) throws Unexpected {
    if (!json.hasObject("form") || json.object("response").text("id") == null) {
      throw new Unexpected("a JSON object without them");
    }
    return json;
  }

  /** An edited response comes under the same id. */
  @Override
  Part part(JsonObject webhook, Bytes body) {
    return Parts.of(Parts.key(webhook.object("response").text("id")), null, body, webhook);
  }

  @Override
  Submission submission(Event event, JsonObject webhook) {
    var response = webhook.object("response");
    var answers = new Answers();
    if (response.text("email") != null) {
      answers.add("email", "Email", response.text("email"));
    }
    for (var item : response.objects("answers")) {
      var id = Objects.requireNonNullElse(item.text("id"), "field");
      answers.add(id, Objects.requireNonNullElse(item.text("title"), id), item.value("value"));
    }
    return new Submission(
        event.hook(),
        event.source(),
        Objects.requireNonNullElse(response.text("id"), event.key()),
        "response",
        response.instant("timestamp"),
        event.receivedAt(),
        webhook.object("form").text("id"),
        webhook.object("form").text("title"),
        answers.byId(),
        answers.byTitle(),
        Map.of(),
        Map.of(),
        webhook.map());
  }
}
