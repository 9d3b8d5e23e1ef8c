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
import io.leadline.source.signature.TimedHmac;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Calendly's webhook, version 2 (sources.md §7): somebody booked, cancelled, or filled in a routing
 * form.
 *
 * <p>Name, e-mail and time zone, which every booking has, are answers under their own names; a
 * question has no id, so that its text is its id. An answer is one text: of several choices, one a
 * line. The form is the kind of meeting.
 *
 * <p>A reschedule is two events, a cancellation with {@code rescheduled: true} and a booking with
 * {@code old_invitee}.
 */
final class Calendly extends OneObject {
  private static final String EXPECTED =
      "a Calendly webhook of version 2 (a JSON object with 'event' and a 'payload' that has a"
          + " 'uri')";

  /** Calendly's own example allows three minutes. */
  private static final TimedHmac SIGNATURE =
      TimedHmac.v1("Calendly", "Calendly-Webhook-Signature", Duration.ofMinutes(3));

  private static final List<String> OF_EVERY_INVITEE =
      List.of("email", "name", "first_name", "last_name", "timezone", "text_reminder_number");

  Calendly() {
    super(EXPECTED);
  }

  @Override
  public String name() {
    return "calendly";
  }

  @Override
  public Proof proof() {
    return SIGNATURE;
  }

  @Override
  JsonObject checked(JsonObject json) throws Unexpected {
    if (json.text("event") == null || json.object("payload").text("uri") == null) {
      throw new Unexpected("a JSON object without them");
    }
    return json;
  }

  /** There is no id of the event; a booking is cancelled under the uri that it was made with. */
  @Override
  Part part(JsonObject webhook, Bytes body) {
    var key =
        Parts.key(
            webhook.text("event"),
            pathOf(Objects.requireNonNull(webhook.object("payload").text("uri"))),
            webhook.text("created_at"));
    return Parts.of(key, null, body, webhook);
  }

  private static String pathOf(String uri) {
    return uri.replaceFirst("^https?://[^/]*/", "");
  }

  @Override
  Submission submission(Event event, JsonObject webhook) {
    var payload = webhook.object("payload");
    var meeting = payload.object("scheduled_event");
    var answers = answers(payload);
    return new Submission(
        event.hook(),
        event.source(),
        event.key(),
        Objects.requireNonNull(webhook.text("event")),
        webhook.instant("created_at"),
        event.receivedAt(),
        meeting.text("event_type"),
        meeting.text("name"),
        answers.byId(),
        answers.byTitle(),
        payload.object("tracking").map(),
        Map.of(),
        webhook.map());
  }

  private static Answers answers(JsonObject payload) {
    var answers = new Answers();
    OF_EVERY_INVITEE.stream()
        .filter(payload::has)
        .forEach(name -> answers.add(name, name, payload.value(name)));
    var asked = payload.objects("questions_and_answers");
    for (int i = 0; i < asked.size(); i++) {
      var question =
          Objects.requireNonNullElse(asked.get(i).text("question"), "question_" + (i + 1));
      answers.add(question, question, asked.get(i).value("answer"));
    }
    return answers;
  }
}
