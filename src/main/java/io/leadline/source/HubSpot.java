package io.leadline.source;

import io.leadline.event.Bytes;
import io.leadline.event.Event;
import io.leadline.event.Fetch;
import io.leadline.event.Fetched;
import io.leadline.event.Part;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.event.Request;
import io.leadline.event.Submission;
import io.leadline.source.signature.HubSpotSignature;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * HubSpot (sources.md §2): what an app subscribes to, up to 100 notifications in one array, and
 * what a workflow's "Send a webhook" sends, one record.
 *
 * <p>A notification says that a contact was made or changed, not who it is: the contact is fetched.
 * All notifications of a burst give the same answers, those of the contact as fetched, and so the
 * same calls. Notifications about anything else, and about contacts that are gone, reach mappings
 * as they are.
 */
final class HubSpot implements Source {
  private static final String EXPECTED =
      "a HubSpot notification (an object with 'subscriptionType') or a workflow's record (an object"
          + " with 'properties' and 'vid' or 'objectId')";

  private static final String EXPECTED_CONTACT =
      "HubSpot's contact (a JSON object with 'properties')";

  /** Fetched whatever mappings read, so that a mapping can be tried on events of yesterday. */
  private static final List<String> USUAL_PROPERTIES =
      List.of(
          "address",
          "annualrevenue",
          "city",
          "company",
          "country",
          "createdate",
          "email",
          "firstname",
          "hs_language",
          "industry",
          "jobtitle",
          "lastname",
          "lifecyclestage",
          "mobilephone",
          "numemployees",
          "phone",
          "salutation",
          "state",
          "website",
          "zip");

  /** A comma would ask for two. */
  private static final Pattern PROPERTY = Pattern.compile("[A-Za-z0-9_.-]{1,200}");

  private static final Pattern CONTACT_ID = Pattern.compile("\\d{1,20}");

  /** In a real batch the creation came second of five, all of one millisecond. */
  private static final Comparator<Piece> IN_ORDER =
      Comparator.comparing(Piece::isCreation).reversed().thenComparing(Piece::occurredAt);

  @Override
  public String name() {
    return "hubspot";
  }

  @Override
  public Verification verify(Request request, Secrets secrets) {
    return HubSpotSignature.verify(request, secrets);
  }

  @Override
  public List<Part> cut(Request request) {
    return JsonBody.elements(request.body()).stream()
        .map(HubSpot::piece)
        .sorted(IN_ORDER)
        .map(Piece::part)
        .toList();
  }

  private static Piece piece(Bytes body) {
    try {
      return message(body).piece(body);
    } catch (Unexpected e) {
      return new Piece(Parts.byContent(body), false, Long.MAX_VALUE);
    }
  }

  @Override
  public Optional<Fetch> fetch(Event event, Set<String> wanted) {
    try {
      return Optional.ofNullable(message(event.body()).contactToFetch())
          .map(contact -> fetch(contact, wanted));
    } catch (Unexpected e) {
      return Optional.empty();
    }
  }

  private static Fetch fetch(String contact, Set<String> wanted) {
    var query = new TreeMap<>(Map.of("archived", "false", "properties", properties(wanted)));
    return new Fetch(
        "/crm/v3/objects/contacts/" + contact, Collections.unmodifiableSortedMap(query));
  }

  private static String properties(Set<String> wanted) {
    return Stream.of(USUAL_PROPERTIES, wanted)
        .flatMap(Collection::stream)
        .filter(PROPERTY.asMatchPredicate())
        .distinct()
        .sorted()
        .collect(Collectors.joining(","));
  }

  @Override
  public Optional<String> defaultBaseUrl() {
    return Optional.of("https://api.hubapi.com");
  }

  /** One edit in HubSpot sends a notification for each property, over some hundred milliseconds. */
  @Override
  public Duration settling() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Reading read(Event event, @Nullable Fetched fetched) {
    try {
      return read(message(event.body()), event, fetched);
    } catch (Unexpected e) {
      return e.instead(EXPECTED, "check what sends to this hook");
    }
  }

  private static Reading read(Message message, Event event, @Nullable Fetched fetched)
      throws Unexpected {
    var contact = message.contactToFetch();
    if (contact == null) {
      return new Reading.Read(message.submission(event, message.json(), message.properties()));
    }
    if (fetched instanceof Fetched.Found found) {
      return withContact(message, event, found);
    }
    return fetched == null ? notFetched(contact) : gone(contact);
  }

  private static Reading withContact(Message message, Event event, Fetched.Found found) {
    try {
      var contact = contact(found.body());
      return new Reading.Read(
          message.submission(
              event,
              message.json().with("contact", contact.map()),
              contact.object("properties").map()));
    } catch (Unexpected e) {
      return e.instead(
          EXPECTED_CONTACT, "check " + event.hook().variable("BASE_URL") + " where it is set");
    }
  }

  private static JsonObject contact(Bytes body) throws Unexpected {
    var contact = JsonBody.object(body);
    if (!contact.hasObject("properties")) {
      throw new Unexpected("a JSON object without it");
    }
    return contact;
  }

  private static Reading gone(String contact) {
    return new Reading.Unreadable(
        new Reason(
            ReasonCode.SUBJECT_GONE,
            ("HubSpot no longer has contact %s (404): deleted, merged away, or the token may not"
                    + " read it")
                .formatted(contact)));
  }

  private static Reading notFetched(String contact) {
    return new Reading.Unreadable(
        new Reason(
            ReasonCode.UNREADABLE,
            "HubSpot sends only the id of contact %s, and the contact itself was not fetched"
                .formatted(contact)));
  }

  private static Message message(Bytes body) throws Unexpected {
    var json = JsonBody.object(body);
    if (json.text("subscriptionType", "eventType") != null) {
      return new Notification(json).checked();
    }
    if (json.hasObject("properties") && json.text("vid", "objectId") != null) {
      return new WorkflowRecord(json);
    }
    throw new Unexpected("a JSON object with neither");
  }

  /** A part and what decides its place among those of its request. */
  private record Piece(Part part, boolean isCreation, long occurredAt) {}

  /** What HubSpot may send. */
  private sealed interface Message {
    JsonObject json();

    Piece piece(Bytes body);

    /** The contact without which this cannot be read; null where it says all there is. */
    @Nullable String contactToFetch();

    /** What it says itself. */
    Map<String, @Nullable Object> properties();

    Submission submission(Event event, JsonObject body, Map<String, @Nullable Object> properties);
  }

  /** One notification of an app's subscription. */
  private record Notification(JsonObject json) implements Message {
    private static final Set<String> LEAVE_A_CONTACT =
        Set.of("creation", "propertyChange", "restore", "merge");

    Notification checked() throws Unexpected {
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
      return isAboutAContact() && id != null && CONTACT_ID.matcher(id).matches() ? id : null;
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
      return HubSpot.submission(
          event,
          Objects.requireNonNullElse(json.text("eventId"), event.key()),
          type(),
          occurredAt == null ? null : Instant.ofEpochMilli(occurredAt),
          properties,
          body);
    }
  }

  /** A whole record, as a workflow sends it: {@code {"properties": {name: {"value": ...}}}}. */
  private record WorkflowRecord(JsonObject json) implements Message {

    /** Contacts come in an older shape than all others, with vid for the id. */
    private String kind() {
      var kind = Objects.requireNonNullElse(json.text("objectType"), "contact");
      return json.has("vid") ? "contact" : kind.toLowerCase(Locale.ROOT);
    }

    private @Nullable String contact() {
      var id = json.text("vid", "objectId");
      return kind().equals("contact") && id != null && CONTACT_ID.matcher(id).matches() ? id : null;
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
          .forEach(
              (name, property) -> properties.put(name, JsonObject.of(property).value("value")));
      return properties;
    }

    @Override
    public Submission submission(
        Event event, JsonObject body, Map<String, @Nullable Object> properties) {
      return HubSpot.submission(event, event.key(), "workflow." + kind(), null, properties, body);
    }
  }

  private static Submission submission(
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
