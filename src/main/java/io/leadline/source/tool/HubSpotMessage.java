package io.leadline.source.tool;

import io.leadline.event.Bytes;
import io.leadline.event.Event;
import io.leadline.event.Part;
import io.leadline.event.Submission;
import io.leadline.source.body.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What HubSpot may send. */
sealed interface HubSpotMessage permits HubSpotNotification, HubSpotWorkflowRecord {
  Pattern CONTACT_ID = Pattern.compile("\\d{1,20}");

  JsonObject json();

  Piece piece(Bytes body);

  /** The contact without which this cannot be read; null where it says all there is. */
  @Nullable String contactToFetch();

  /** What it says itself. */
  Map<String, @Nullable Object> properties();

  Submission submission(Event event, JsonObject body, Map<String, @Nullable Object> properties);

  /** A part and what decides its place among those of its request. */
  record Piece(Part part, boolean isCreation, long occurredAt) {}

  /** What both kinds have in common. */
  static Submission submission(
      Event event,
      String eventId,
      String type,
      @Nullable Instant occurredAt,
      Map<String, @Nullable Object> properties,
      JsonObject body) {
    return new Submission(
        event.hook(),
        event.source(),
        eventId,
        type,
        occurredAt,
        event.receivedAt(),
        null,
        null,
        properties,
        properties,
        Map.of(),
        Map.of(),
        body.map());
  }
}
