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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Paperform's webhook (sources.md §16): one JSON object per submission, each answer with its title
 * and its key; the key that the form's author chose counts first. A submission that is not finished
 * has no id. Nothing is known of a signature. The time has no zone, so that it is left out.
 */
final class Paperform extends OneObject {
  private static final String[] HIDDEN = {
    "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"
  };

  private static final String[] CHARGE = {"summary", "total", "total_cents"};

  Paperform() {
    super("a Paperform webhook (a JSON object with a list 'data' and a 'form_id')");
  }

  @Override
  public String name() {
    return "paperform";
  }

  @Override
  public Proof proof() {
    return SecretInRequest.of("Paperform");
  }

  @Override
  JsonObject checked(JsonObject json) throws Unexpected {
    if (json.text("form_id") == null || !(json.value("data") instanceof List<?>)) {
      throw new Unexpected("a JSON object without them");
    }
    return json;
  }

  @Override
  Part part(JsonObject webhook, Bytes body) {
    var submission = webhook.text("submission_id");
    return submission == null
        ? Parts.byContent(body, webhook, Parts.WINDOW)
        : Parts.of(Parts.key(type(webhook), submission), null, body, webhook);
  }

  private static String type(JsonObject webhook) {
    return Objects.requireNonNullElse(webhook.text("trigger"), "submission");
  }

  @Override
  Submission submission(Event event, JsonObject webhook) {
    var answers = new Answers();
    for (var item : webhook.objects("data")) {
      var id = Objects.requireNonNullElse(item.text("custom_key", "key"), "field");
      var title = Objects.requireNonNullElse(item.text("title"), id);
      answers.add(id, title, item.value("value"));
    }
    return new Submission(
        event.hook(),
        event.source(),
        Objects.requireNonNullElse(webhook.text("submission_id"), event.key()),
        type(webhook),
        null,
        event.receivedAt(),
        webhook.text("form_id"),
        null,
        answers.byId(),
        answers.byTitle(),
        webhook.object("device").only(HIDDEN).map(),
        calculated(webhook),
        webhook.map());
  }

  /** Of what was charged the sum; the rest is bookkeeping. */
  private static Map<String, @Nullable Object> calculated(JsonObject webhook) {
    return webhook.hasObject("charge")
        ? Map.of("charge", webhook.object("charge").only(CHARGE).map())
        : Map.of();
  }
}
