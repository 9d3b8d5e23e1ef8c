package io.leadline.source.tool;

import io.leadline.event.Bytes;
import io.leadline.event.Event;
import io.leadline.event.Part;
import io.leadline.event.Submission;
import io.leadline.source.Proof;
import io.leadline.source.body.Answers;
import io.leadline.source.body.BodyKind;
import io.leadline.source.body.JsonObject;
import io.leadline.source.body.Parts;
import io.leadline.source.body.Unexpected;
import io.leadline.source.signature.SecretInRequest;
import java.util.Map;
import java.util.Objects;

/**
 * ActiveCampaign's webhook (sources.md §18), of an automation or of a list: form fields about one
 * contact, {@code contact[email]} and the like. What is blank is not there, even the e-mail.
 * Nothing is signed, and nothing is ever sent again.
 */
final class ActiveCampaign extends OneObject {
  private static final String CONTACT = "contact";
  private static final String FIELDS = "fields";

  ActiveCampaign() {
    super("an ActiveCampaign webhook (a form with 'contact[...]' fields)", BodyKind.FORM);
  }

  @Override
  public String name() {
    return "activecampaign";
  }

  @Override
  public Proof proof() {
    return SecretInRequest.of("ActiveCampaign");
  }

  @Override
  JsonObject checked(JsonObject form) throws Unexpected {
    if (form.object(CONTACT).map().isEmpty()) {
      throw new Unexpected("a form without them");
    }
    return form;
  }

  /** Only webhooks of a list say when it happened. */
  @Override
  Part part(JsonObject form, Bytes body) {
    var contact = form.object(CONTACT).text("id");
    var at = form.text("date_time");
    return contact == null || at == null
        ? Parts.byContent(body, form, Parts.WINDOW)
        : Parts.of(Parts.key(type(form), contact, at), null, body, form);
  }

  private static String type(JsonObject form) {
    return Objects.requireNonNullElse(form.text("type"), "contact");
  }

  @Override
  Submission submission(Event event, JsonObject form) {
    var contact = form.object(CONTACT);
    var answers = new Answers();
    contact.without(FIELDS).map().forEach((name, value) -> answers.add(name, name, value));
    contact.object(FIELDS).map().forEach((name, value) -> answers.add(name, name, value));
    return new Submission(
        event.hook(),
        event.source(),
        event.key(),
        type(form),
        form.instant("date_time"),
        event.receivedAt(),
        form.text("list", "seriesid"),
        null,
        answers.byId(),
        answers.byTitle(),
        Map.of(),
        Map.of(),
        form.map());
  }
}
