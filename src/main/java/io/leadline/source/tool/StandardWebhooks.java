package io.leadline.source.tool;

import io.leadline.event.Bytes;
import io.leadline.event.Event;
import io.leadline.event.Part;
import io.leadline.event.Request;
import io.leadline.event.Submission;
import io.leadline.source.Credential;
import io.leadline.source.Proof;
import io.leadline.source.body.JsonObject;
import io.leadline.source.body.Parts;
import io.leadline.source.body.Unexpected;
import io.leadline.source.signature.StandardWebhooksSignature;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Whoever signs as Standard Webhooks say (sources.md §20), and Svix. The specification advises a
 * body of {@code type}, {@code timestamp} and {@code data}; any other JSON object will do.
 *
 * <p>What is in {@code data} is nobody's business but the sender's: its members are the answers,
 * each under its name, whatever is in them.
 */
final class StandardWebhooks extends OneObject {
  private static final StandardWebhooksSignature SIGNATURE = new StandardWebhooksSignature();

  StandardWebhooks() {
    super("a webhook of a tool that follows Standard Webhooks (a JSON object)");
  }

  @Override
  public String name() {
    return "standard-webhooks";
  }

  @Override
  public Proof proof() {
    return SIGNATURE;
  }

  @Override
  public List<Credential> credentials() {
    return List.of(
        Credential.issued(
            Credential.SECRET, "the secret that the sender shows for the webhook (whsec_...)"));
  }

  @Override
  JsonObject checked(JsonObject json) throws Unexpected {
    return json.orUnexpectedIfEmpty();
  }

  @Override
  Part part(JsonObject webhook, Request request) {
    return StandardWebhooksSignature.id(request)
        .map(id -> Parts.of(Parts.key(id), null, request.body(), webhook))
        .orElseGet(() -> part(webhook, request.body()));
  }

  /** Without an id, which what is verified always has. */
  @Override
  Part part(JsonObject webhook, Bytes body) {
    return Parts.byContent(body, webhook, Parts.WINDOW);
  }

  @Override
  Submission submission(Event event, JsonObject webhook) {
    var answers = webhook.hasObject("data") ? webhook.object("data").map() : webhook.map();
    return new Submission(
        event.hook(),
        event.source(),
        event.key(),
        Objects.requireNonNullElse(webhook.text("type"), "submission"),
        webhook.instant("timestamp"),
        event.receivedAt(),
        null,
        null,
        answers,
        answers,
        Map.of(),
        Map.of(),
        webhook.map());
  }
}
