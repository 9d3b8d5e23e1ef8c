package io.leadline.source.tool;

import io.leadline.event.Bytes;
import io.leadline.event.Event;
import io.leadline.event.Submission;
import io.leadline.source.body.JsonObject;
import io.leadline.source.body.Parts;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A whole record, as a workflow sends it: {@code {"properties": {name: {"value": ...}}}}. */
record HubSpotWorkflowRecord(JsonObject json) implements HubSpotMessage {

  /** Contacts come in an older shape than all others, with vid for the id. */
  private String kind() {
    var kind = Objects.requireNonNullElse(json.text("objectType"), "contact");
    return json.has("vid") ? "contact" : kind.toLowerCase(Locale.ROOT);
  }

  private @Nullable String contact() {
    var id = json.text("vid", "objectId");
    return kind().equals("contact") && id != null && HubSpotMessage.CONTACT_ID.matcher(id).matches()
        ? id
        : null;
  }

  @Override
  public @Nullable String contactToFetch() {
    return null;
  }

  /** There is no id of the event: the same record in the same state is the same event. */
  @Override
  public Piece piece(Bytes body) {
    return new Piece(Parts.of(key(), contact(), body, json), false, Long.MAX_VALUE);
  }

  private String key() {
    return Parts.key(
        "workflow",
        json.text("portal-id", "portalId"),
        kind(),
        json.text("vid", "objectId"),
        String.valueOf(lastChange()));
  }

  private long lastChange() {
    return values()
        .flatMap(property -> Stream.concat(Stream.of(property), versions(property)))
        .map(version -> version.number("timestamp"))
        .filter(Objects::nonNull)
        .mapToLong(Long::longValue)
        .max()
        .orElse(0);
  }

  private static Stream<JsonObject> versions(JsonObject property) {
    return property.objects("versions").stream();
  }

  private Stream<JsonObject> values() {
    return json.object("properties").map().values().stream().map(JsonObject::of);
  }

  @Override
  public Map<String, @Nullable Object> properties() {
    var properties = new LinkedHashMap<String, @Nullable Object>();
    json.object("properties")
        .map()
        .forEach((name, property) -> properties.put(name, JsonObject.of(property).value("value")));
    return properties;
  }

  @Override
  public Submission submission(
      Event event, JsonObject body, Map<String, @Nullable Object> properties) {
    return HubSpotMessage.submission(
        event, event.key(), "workflow." + kind(), null, properties, body);
  }
}
