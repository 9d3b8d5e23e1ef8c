package io.leadline.source.tool;

import io.leadline.event.Bytes;
import io.leadline.event.Event;
import io.leadline.event.Submission;
import io.leadline.source.body.JsonObject;
import io.leadline.source.body.Parts;
import io.leadline.source.body.Unexpected;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One notification of an app's subscription. */
record HubSpotNotification(JsonObject json) implements HubSpotMessage {
  private static final Set<String> LEAVE_A_CONTACT =
      Set.of("creation", "propertyChange", "restore", "merge");

  HubSpotNotification checked() throws Unexpected {
    if (leavesAContact() && contact() == null) {
      throw new Unexpected("one about a contact, without its 'objectId' in digits");
    }
    return this;
  }

  /** The documentation's example calls it eventType, deliveries call it subscriptionType. */
  private String type() {
    return Objects.requireNonNull(json.text("subscriptionType", "eventType"));
  }

  private String deed() {
    return type().substring(type().indexOf('.') + 1);
  }

  private boolean isAboutAContact() {
    return type().startsWith("contact.")
        || (type().startsWith("object.") && "0-1".equals(json.text("objectTypeId")));
  }

  private boolean leavesAContact() {
    return isAboutAContact() && LEAVE_A_CONTACT.contains(deed());
  }

  /** After a merge, the one that is left. */
  private @Nullable String contact() {
    var id = deed().equals("merge") ? json.text("newObjectId", "primaryObjectId") : null;
    id = id == null ? json.text("objectId") : id;
    return isAboutAContact() && id != null && HubSpotMessage.CONTACT_ID.matcher(id).matches()
        ? id
        : null;
  }

  @Override
  public @Nullable String contactToFetch() {
    return leavesAContact() ? contact() : null;
  }

  @Override
  public Piece piece(Bytes body) {
    return new Piece(
        Parts.of(key(), contact(), body, json.without("attemptNumber")),
        deed().equals("creation"),
        Objects.requireNonNullElse(json.number("occurredAt"), Long.MAX_VALUE));
  }

  /** HubSpot does not promise that eventId is unique. */
  private String key() {
    return Parts.key(
        json.text("portalId"),
        json.text("appId"),
        json.text("subscriptionId"),
        json.text("eventId"),
        type(),
        object(),
        detail(),
        json.text("occurredAt"));
  }

  private @Nullable String object() {
    var from = json.text("fromObjectId");
    return from == null
        ? json.text("objectId", "primaryObjectId")
        : from + ">" + json.text("toObjectId");
  }

  private @Nullable String detail() {
    var property = json.text("propertyName", "associationType");
    return property == null ? json.text("messageId") : property;
  }

  @Override
  public Map<String, @Nullable Object> properties() {
    var property = json.text("propertyName");
    return property == null
        ? Map.of()
        : Collections.singletonMap(property, json.value("propertyValue"));
  }

  @Override
  public Submission submission(
      Event event, JsonObject body, Map<String, @Nullable Object> properties) {
    var occurredAt = json.number("occurredAt");
    return HubSpotMessage.submission(
        event,
        Objects.requireNonNullElse(json.text("eventId"), event.key()),
        type(),
        occurredAt == null ? null : Instant.ofEpochMilli(occurredAt),
        properties,
        body);
  }
}
