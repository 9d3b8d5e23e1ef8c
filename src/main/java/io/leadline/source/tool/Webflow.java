package io.leadline.source.tool;

import io.leadline.event.Bytes;
import io.leadline.event.Event;
import io.leadline.event.Part;
import io.leadline.event.Submission;
import io.leadline.source.Credential;
import io.leadline.source.Proof;
import io.leadline.source.body.JsonObject;
import io.leadline.source.body.Parts;
import io.leadline.source.body.Unexpected;
import io.leadline.source.signature.WebflowSignature;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Webflow's webhook for forms (sources.md §6): of version 2, and the bare submission that version 1
 * sends.
 *
 * <p>A field has a display name and nothing else, so that it is its id and its title. Values are as
 * sent: what Webflow takes for a number is one.
 */
final class Webflow extends OneObject {
  private static final WebflowSignature SIGNATURE = new WebflowSignature();

  /** Version 1 does not say it. */
  private static final String SUBMISSION = "form_submission";

  Webflow() {
    super("a Webflow webhook (a JSON object with 'payload', or in version 1 with 'data')");
  }

  @Override
  public String name() {
    return "webflow";
  }

  @Override
  public Proof proof() {
    return SIGNATURE;
  }

  @Override
  public List<Credential> credentials() {
    return List.of(
        Credential.issued(
            Credential.SECRET, "the secretKey in the answer of the call that makes the webhook"));
  }

  @Override
  JsonObject checked(JsonObject json) throws Unexpected {
    if (!json.hasObject("payload") && !json.hasObject("data")) {
      throw new Unexpected("a JSON object without them");
    }
    return json;
  }

  @Override
  Part part(JsonObject webhook, Bytes body) {
    var id = id(webhook);
    var key =
        id == null ? Parts.key("sha256", Parts.fingerprint(webhook)) : Parts.key(type(webhook), id);
    return Parts.of(key, null, body, webhook);
  }

  private static @Nullable String id(JsonObject webhook) {
    return payload(webhook).text("id", "_id");
  }

  private static String type(JsonObject webhook) {
    return Objects.requireNonNullElse(webhook.text("triggerType"), SUBMISSION);
  }

  private static JsonObject payload(JsonObject webhook) {
    return webhook.hasObject("payload") ? webhook.object("payload") : webhook;
  }

  @Override
  Submission submission(Event event, JsonObject webhook) {
    var payload = payload(webhook);
    var fields = payload.object("data").map();
    return new Submission(
        event.hook(),
        event.source(),
        Objects.requireNonNullElse(id(webhook), event.key()),
        type(webhook),
        payload.instant(payload.has("submittedAt") ? "submittedAt" : "d"),
        event.receivedAt(),
        payload.text("formId"),
        payload.text("name"),
        fields,
        fields,
        Map.of(),
        Map.of(),
        webhook.map());
  }
}
