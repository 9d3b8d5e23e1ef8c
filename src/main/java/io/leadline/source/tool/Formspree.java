package io.leadline.source.tool;

import io.leadline.event.Bytes;
import io.leadline.event.Event;
import io.leadline.event.Part;
import io.leadline.event.Submission;
import io.leadline.source.Credential;
import io.leadline.source.Proof;
import io.leadline.source.body.Answers;
import io.leadline.source.body.JsonObject;
import io.leadline.source.body.Parts;
import io.leadline.source.body.Unexpected;
import io.leadline.source.signature.TimedHmac;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Formspree's webhook (sources.md §13): the form's id and what was entered, each under the name of
 * its field. A submission has no id: its content is its key, for a day.
 */
final class Formspree extends OneObject {
  private static final String EXPECTED =
      "a Formspree webhook (a JSON object with a 'submission' that has fields)";

  /** Nothing is known of how much Formspree allows; five minutes are usual. */
  private static final TimedHmac SIGNATURE =
      TimedHmac.v1("Formspree", "Formspree-Signature", Duration.ofMinutes(5));

  /** Formspree's own, beside the fields of the form. */
  private static final Set<String> BOOKKEEPING = Set.of("_date", "_errors");

  Formspree() {
    super(EXPECTED);
  }

  @Override
  public String name() {
    return "formspree";
  }

  @Override
  public Proof proof() {
    return SIGNATURE;
  }

  @Override
  public List<Credential> credentials() {
    return List.of(
        Credential.issued(
            Credential.SECRET, "the signing secret that the form shows under Plugins, Webhooks"));
  }

  @Override
  JsonObject checked(JsonObject json) throws Unexpected {
    if (json.object("submission").map().isEmpty()) {
      throw new Unexpected("a JSON object without it");
    }
    return json;
  }

  @Override
  Part part(JsonObject webhook, Bytes body) {
    return Parts.byContent(body, webhook, Parts.WINDOW);
  }

  @Override
  Submission submission(Event event, JsonObject webhook) {
    var entered = webhook.object("submission");
    var answers = Answers.ofMembers(entered.without(BOOKKEEPING.toArray(String[]::new)));
    return new Submission(
        event.hook(),
        event.source(),
        event.key(),
        "submission",
        entered.instant("_date"),
        event.receivedAt(),
        webhook.text("form"),
        null,
        answers.byId(),
        answers.byTitle(),
        Map.of(),
        Map.of(),
        webhook.map());
  }
}
