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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The webhook of Elementor's forms (sources.md §12), in each of its three shapes. <em>Simple</em>:
 * each answer under its label as it was typed, blanks at the ends included. <em>Advanced data</em>:
 * {@code fields[ID][title]} and {@code fields[ID][value]}. Newer forms: keys, with the form's id.
 * Nothing is signed, nothing has an id, and nothing is sent again.
 */
final class Elementor extends OneObject {

  /** What the form adds by itself; in another language than English it is called otherwise. */
  private static final Set<String> BOOKKEEPING =
      Set.of(
          "Date",
          "Time",
          "Page URL",
          "User Agent",
          "Remote IP",
          "Powered by",
          "form_id",
          "form_name",
          "post_id",
          "site_url",
          "timestamp");

  Elementor() {
    super(
        "an Elementor webhook (a form with 'form_id' or 'form_name', or with 'form[...]' and"
            + " 'fields[...]')",
        BodyKind.FORM);
  }

  @Override
  public String name() {
    return "elementor";
  }

  @Override
  public Proof proof() {
    return SecretInRequest.of("Elementor");
  }

  @Override
  JsonObject checked(JsonObject form) throws Unexpected {
    if (!isAdvanced(form) && form.text("form_id", "form_name") == null) {
      throw new Unexpected("a form without them");
    }
    return form;
  }

  private static boolean isAdvanced(JsonObject form) {
    return form.hasObject("form") && form.hasObject("fields");
  }

  @Override
  Part part(JsonObject form, Bytes body) {
    return Parts.byContent(body, form, Parts.WINDOW);
  }

  @Override
  Submission submission(Event event, JsonObject form) {
    return isAdvanced(form)
        ? submission(
            event,
            form,
            advanced(form.object("fields")),
            form.object("form").text("id"),
            form.object("form").text("name"))
        : submission(event, form, simple(form), form.text("form_id"), form.text("form_name"));
  }

  private static Submission submission(
      Event event, JsonObject form, Answers answers, @Nullable String id, @Nullable String title) {
    return new Submission(
        event.hook(),
        event.source(),
        event.key(),
        "submission",
        null,
        event.receivedAt(),
        id,
        title,
        answers.byId(),
        answers.byTitle(),
        Map.of(),
        Map.of(),
        form.map());
  }

  private static Answers simple(JsonObject form) {
    var answers = new Answers();
    form.map()
        .forEach(
            (label, value) -> {
              if (!BOOKKEEPING.contains(label)) {
                answers.add(label.strip(), label, value);
              }
            });
    return answers;
  }

  private static Answers advanced(JsonObject fields) {
    var answers = new Answers();
    for (var id : fields.map().keySet()) {
      var field = fields.object(id);
      answers.add(id, Objects.requireNonNullElse(field.text("title"), id), field.value("value"));
    }
    return answers;
  }
}
