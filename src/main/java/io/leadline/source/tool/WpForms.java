package io.leadline.source.tool;

import io.leadline.event.Bytes;
import io.leadline.event.Event;
import io.leadline.event.Part;
import io.leadline.event.Submission;
import io.leadline.source.Credential;
import io.leadline.source.Proof;
import io.leadline.source.body.BodyKind;
import io.leadline.source.body.JsonObject;
import io.leadline.source.body.Parts;
import io.leadline.source.body.Unexpected;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Webhooks add-on of WPForms (sources.md §11): an object whose names somebody typed, as JSON or
 * as a form. Several choices, and the lines of an address, come as one text with {@code ||}
 * between.
 *
 * <p>Nothing says which entry it is, unless somebody has added a parameter {@code entry_id}.
 */
final class WpForms extends OneObject {
  private static final WpFormsSignature SIGNATURE = new WpFormsSignature();

  /** WPForms has no word for it, and sends nothing else. */
  private static final String SUBMISSION = "submission";

  /** Where entries are not stored the id is 0: then it tells none apart. */
  private static final Pattern ENTRY_ID = Pattern.compile("[1-9]\\d{0,18}");

  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[1-9]\\d{0,17}");

  WpForms() {
    super("a WPForms webhook (a JSON object, or form fields)", BodyKind.ANY);
  }

  @Override
  public String name() {
    return "wpforms";
  }

  @Override
  public Proof proof() {
    return SIGNATURE;
  }

  @Override
  public List<Credential> credentials() {
    return List.of(
        Credential.issued(
            Credential.SECRET, "the secret that the form shows under Settings, Webhooks"));
  }

  /** As in JSON: for the answers, and for the signature, which is over that. */
  static JsonObject asInJson(JsonObject webhook) {
    var fields = new LinkedHashMap<>(webhook.map());
    fields.replaceAll((name, value) -> dateTime(value));
    return new JsonObject(fields);
  }

  /** A date and time has its seconds as a number, of which a form makes text. */
  private static @Nullable Object dateTime(@Nullable Object value) {
    var field = JsonObject.of(value);
    var seconds = field.text("unix");
    return field.map().keySet().equals(Set.of("value", "unix"))
            && seconds != null
            && WHOLE_NUMBER.matcher(seconds).matches()
        ? field.with("unix", Long.valueOf(seconds)).map()
        : value;
  }

  @Override
  JsonObject checked(JsonObject json) throws Unexpected {
    return json.orUnexpectedIfEmpty();
  }

  @Override
  Part part(JsonObject webhook, Bytes body) {
    var entry = entryId(webhook);
    return entry == null
        ? Parts.byContent(body, webhook, Parts.WINDOW)
        : Parts.of(Parts.key("entry", entry), null, body, webhook);
  }

  private static @Nullable String entryId(JsonObject webhook) {
    var id = webhook.text("entry_id");
    return id != null && ENTRY_ID.matcher(id).matches() ? id : null;
  }

  @Override
  Submission submission(Event event, JsonObject webhook) {
    var answers = asInJson(webhook).map();
    return new Submission(
        event.hook(),
        event.source(),
        Objects.requireNonNullElse(entryId(webhook), event.key()),
        SUBMISSION,
        null,
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
