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
 * Cognito Forms' "Post JSON Data to a Website" (sources.md §14): the entry as one JSON object, each
 * answer under its field's JSON name. Of a file the address is kept; an e-mail that comes as {@code
 * mailto:} is the e-mail. Nothing is signed. No real delivery was seen: those who read it differ on
 * where the entry's id is, so both places count.
 */
final class Cognito extends OneObject {
  private static final String MAILTO = "mailto:";

  Cognito() {
    super("an entry of Cognito Forms (a JSON object with a 'Form')");
  }

  @Override
  public String name() {
    return "cognito";
  }

  @Override
  public Proof proof() {
    return SecretInRequest.of("Cognito Forms");
  }

  @Override
  JsonObject checked(JsonObject json) throws Unexpected {
    if (json.object("Form").text("Id", "InternalName") == null) {
      throw new Unexpected("a JSON object without it");
    }
    return json;
  }

  /** An updated entry comes under the same id. */
  @Override
  Part part(JsonObject entry, Bytes body) {
    var id = id(entry);
    return id == null
        ? Parts.byContent(body, entry, Parts.WINDOW)
        : Parts.of(
            Parts.key(entry.object("Form").text("Id", "InternalName"), id), null, body, entry);
  }

  private static @Nullable String id(JsonObject entry) {
    var id = entry.text("Id");
    return id == null ? entry.object("Entry").text("Number", "Id") : id;
  }

  @Override
  Submission submission(Event event, JsonObject entry) {
    var answers = new Answers();
    entry
        .without("Form", "Entry", "Id")
        .map()
        .forEach((name, value) -> answers.add(name, name, readable(value)));
    return new Submission(
        event.hook(),
        event.source(),
        Objects.requireNonNullElse(id(entry), event.key()),
        "entry",
        entry.object("Entry").instant("DateSubmitted"),
        event.receivedAt(),
        entry.object("Form").text("Id", "InternalName"),
        entry.object("Form").text("Name"),
        answers.byId(),
        answers.byTitle(),
        Map.of(),
        Map.of(),
        entry.map());
  }

  private static @Nullable Object readable(@Nullable Object value) {
    if (value instanceof String text && text.startsWith(MAILTO)) {
      return text.substring(MAILTO.length());
    }
    return value instanceof List<?> list ? list.stream().map(Cognito::item).toList() : value;
  }

  private static @Nullable Object item(@Nullable Object item) {
    var file = JsonObject.of(item);
    return file.has("ContentType") && file.text("File", "Url") != null
        ? file.text("File", "Url")
        : item;
  }
}
