package io.leadline.source.tool;

import io.leadline.event.Bytes;
import io.leadline.event.Event;
import io.leadline.event.Part;
import io.leadline.event.Submission;
import io.leadline.source.Proof;
import io.leadline.source.body.Answers;
import io.leadline.source.body.BodyKind;
import io.leadline.source.body.JsonBody;
import io.leadline.source.body.JsonObject;
import io.leadline.source.body.Parts;
import io.leadline.source.body.Unexpected;
import io.leadline.source.signature.SecretInRequest;
import io.leadline.source.signature.SecretPlace;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Wufoo's webhook (sources.md §21): form fields, the answers as {@code Field3}, their titles as
 * JSON in {@code FieldStructure}, where the webhook includes it. The secret is its handshake key,
 * which comes as a field; an unticked box is empty.
 */
final class Wufoo extends OneObject {
  private static final String HANDSHAKE_KEY = "HandshakeKey";
  private static final Pattern FIELD = Pattern.compile("Field\\d+");

  private static final SecretInRequest PROOF =
      new SecretInRequest(
          "key",
          "Wufoo",
          List.of(
              SecretPlace.query("key"),
              SecretPlace.header("X-Leadline-Key"),
              SecretPlace.field(HANDSHAKE_KEY)));

  Wufoo() {
    super("a Wufoo webhook (a form with fields as 'Field1')", BodyKind.FORM);
  }

  @Override
  public String name() {
    return "wufoo";
  }

  @Override
  public Proof proof() {
    return PROOF;
  }

  @Override
  JsonObject checked(JsonObject form) throws Unexpected {
    if (form.map().keySet().stream().noneMatch(name -> FIELD.matcher(name).matches())) {
      throw new Unexpected("a form without them");
    }
    return form.without(HANDSHAKE_KEY);
  }

  @Override
  Part part(JsonObject form, Bytes body) {
    var entry = form.text("EntryId");
    return entry == null
        ? Parts.byContent(body, form, Parts.WINDOW)
        : Parts.of(
            Parts.key(structure(form, "FormStructure").text("Hash"), entry), null, body, form);
  }

  @Override
  Submission submission(Event event, JsonObject form) {
    var titles = titles(structure(form, "FieldStructure"));
    var answers = new Answers();
    for (var name : form.map().keySet()) {
      if (FIELD.matcher(name).matches()) {
        answers.add(name, titles.getOrDefault(name, name), answer(form, name));
      }
    }
    var about = structure(form, "FormStructure");
    return new Submission(
        event.hook(),
        event.source(),
        Objects.requireNonNullElse(form.text("EntryId"), event.key()),
        "entry",
        null,
        event.receivedAt(),
        about.text("Hash"),
        about.text("Name"),
        answers.byId(),
        answers.byTitle(),
        Map.of(),
        Map.of(),
        form.map());
  }

  /** Of a file the address, where it is said. */
  private static @Nullable Object answer(JsonObject form, String name) {
    var file = form.text(name + "-url");
    return file == null ? form.value(name) : file;
  }

  private static JsonObject structure(JsonObject form, String name) {
    try {
      return JsonBody.object(Bytes.utf8(Objects.requireNonNullElse(form.text(name), "")));
    } catch (Unexpected e) {
      return JsonObject.EMPTY;
    }
  }

  /** Of a part of a field, as of a name: the field's title and the part's. */
  private static Map<String, String> titles(JsonObject structure) {
    var titles = new TreeMap<String, String>();
    for (var field : structure.objects("Fields")) {
      var title = Objects.requireNonNullElse(field.text("Title"), "");
      put(field.text("ID"), title, titles);
      for (var part : field.objects("SubFields")) {
        put(part.text("ID"), "%s (%s)".formatted(title, part.text("Label")), titles);
      }
    }
    return titles;
  }

  private static void put(@Nullable String id, String title, Map<String, String> titles) {
    if (id != null && !title.isBlank()) {
      titles.put(id, title);
    }
  }
}
