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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Formstack's webhook (sources.md §21): form fields or JSON, each answer under its label; of two
 * equal labels Formstack sends the last. An answer with parts comes as lines, {@code first = Ada},
 * and is an object here.
 */
final class Formstack extends OneObject {
  private static final Pattern PART = Pattern.compile("[\\w ]{1,40} = .*");

  Formstack() {
    super("a Formstack webhook (a form or a JSON object with 'FormID')", BodyKind.ANY);
  }

  @Override
  public String name() {
    return "formstack";
  }

  @Override
  public Proof proof() {
    return SecretInRequest.of("Formstack");
  }

  @Override
  JsonObject checked(JsonObject form) throws Unexpected {
    if (form.text("FormID") == null) {
      throw new Unexpected("a body without it");
    }
    return form;
  }

  @Override
  Part part(JsonObject form, Bytes body) {
    var submission = form.text("UniqueID");
    return submission == null
        ? Parts.byContent(body, form, Parts.WINDOW)
        : Parts.of(Parts.key(form.text("FormID"), submission), null, body, form);
  }

  @Override
  Submission submission(Event event, JsonObject form) {
    var answers = new Answers();
    form.without("FormID", "UniqueID")
        .map()
        .forEach((label, value) -> answers.add(label, label, parts(value)));
    return new Submission(
        event.hook(),
        event.source(),
        Objects.requireNonNullElse(form.text("UniqueID"), event.key()),
        "submission",
        null,
        event.receivedAt(),
        form.text("FormID"),
        null,
        answers.byId(),
        answers.byTitle(),
        Map.of(),
        Map.of(),
        form.map());
  }

  private static @Nullable Object parts(@Nullable Object value) {
    if (!(value instanceof String text) || !text.lines().allMatch(PART.asMatchPredicate())) {
      return value;
    }
    var parts = new LinkedHashMap<String, @Nullable Object>();
    text.lines().map(line -> line.split(" = ", 2)).forEach(it -> parts.put(it[0], it[1]));
    return parts.isEmpty() ? value : parts;
  }
}
