package io.leadline.source.tool;

import io.leadline.event.Bytes;
import io.leadline.event.Event;
import io.leadline.event.Part;
import io.leadline.event.Submission;
import io.leadline.source.Proof;
import io.leadline.source.body.Answers;
import io.leadline.source.body.JsonObject;
import io.leadline.source.body.Parts;
import io.leadline.source.body.Unexpected;
import io.leadline.source.signature.SecretInRequest;
import io.leadline.source.signature.SignedOrCarried;
import io.leadline.source.signature.TimedHmac;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * Google Forms, which has no webhook (sources.md §9): what our script in the form sends,
 * docs/form-tools/google-forms.gs. One JSON object per response, signed; each answer with the
 * item's id and title.
 *
 * <p>A script of somebody else's can bring the secret along instead. Two of their shapes are read,
 * too: the answers as an object, {@code payload}, and nothing but answers under their titles.
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
            + " 'response' that has an 'id'), or a JSON object of answers under their titles");
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
    if (!hasResponse(json) && !isFlat(json)) {
      throw new Unexpected("a JSON object without them");
    }
    return json;
  }

  private static boolean hasResponse(JsonObject json) {
    return json.hasObject("form") && json.object("response").text("id") != null;
  }

  /** An object in it would be the answers, or say what they are: a shape that is not known. */
  private static boolean isFlat(JsonObject json) {
    return !json.map().isEmpty() && json.map().values().stream().noneMatch(Map.class::isInstance);
  }

  /** An edited response comes under the same id. */
  @Override
  Part part(JsonObject webhook, Bytes body) {
    return hasResponse(webhook)
        ? Parts.of(Parts.key(webhook.object("response").text("id")), null, body, webhook)
        : Parts.byContent(body, webhook, Parts.WINDOW);
  }

  @Override
  Submission submission(Event event, JsonObject webhook) {
    var response = webhook.object("response");
    var answers = hasResponse(webhook) ? answers(response) : Answers.ofMembers(webhook);
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

  private static Answers answers(JsonObject response) {
    var answers = new Answers();
    if (response.text("email") != null) {
      answers.add("email", "Email", response.text("email"));
    }
    for (var item : response.objects("answers")) {
      var id = Objects.requireNonNullElse(item.text("id"), "field");
      answers.add(id, Objects.requireNonNullElse(item.text("title"), id), item.value("value"));
    }
    response.object("payload").map().forEach((title, it) -> answers.add(title, title, it));
    return answers;
  }
}
