package io.leadline.source.tool;

import io.leadline.event.Bytes;
import io.leadline.event.Event;
import io.leadline.event.Fetch;
import io.leadline.event.Fetched;
import io.leadline.event.Part;
import io.leadline.event.Request;
import io.leadline.event.Submission;
import io.leadline.form.Shown;
import io.leadline.source.Credential;
import io.leadline.source.Proof;
import io.leadline.source.Reading;
import io.leadline.source.Source;
import io.leadline.source.body.JsonBody;
import io.leadline.source.body.JsonObject;
import io.leadline.source.body.Parts;
import io.leadline.source.body.Unexpected;
import io.leadline.source.signature.HubSpotSignature;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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

  private static final SentById CONTACTS =
      new SentById(
          "HubSpot",
          "contact",
          "HubSpot's contact (a JSON object with 'properties')",
          "HubSpot no longer has contact %s (404): deleted, merged away, or the token may not read it");

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

  /** In a real batch the creation came second of five, all of one millisecond. */
  private static final Comparator<HubSpotMessage.Piece> IN_ORDER =
      Comparator.comparing(HubSpotMessage.Piece::isCreation)
          .reversed()
          .thenComparing(HubSpotMessage.Piece::occurredAt);

  @Override
  public String name() {
    return "hubspot";
  }

  @Override
  public Proof proof() {
    return HubSpotSignature.ALL;
  }

  @Override
  public List<Credential> credentials() {
    return List.of(
        Credential.issued(Credential.SECRET, "the client secret of the app"),
        Credential.issued(Credential.TOKEN, "the access token of the app"));
  }

  @Override
  public List<Part> cut(Request request) {
    return JsonBody.elements(request.body()).stream()
        .map(HubSpot::piece)
        .sorted(IN_ORDER)
        .map(HubSpotMessage.Piece::part)
        .toList();
  }

  private static HubSpotMessage.Piece piece(Bytes body) {
    try {
      return message(body).piece(body);
    } catch (Unexpected e) {
      return new HubSpotMessage.Piece(Parts.byContent(body), false, Long.MAX_VALUE);
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

  /** A contact is no form: which of its properties are asked for is up to the mappings. */
  @Override
  public Shown shown(Submission submission) {
    return Shown.NOTHING;
  }

  @Override
  public Reading read(Event event, @Nullable Fetched fetched) {
    try {
      return read(message(event.body()), event, fetched);
    } catch (Unexpected e) {
      return e.instead(EXPECTED, "check what sends to this hook");
    }
  }

  private static Reading read(HubSpotMessage message, Event event, @Nullable Fetched fetched)
      throws Unexpected {
    var contact = message.contactToFetch();
    if (contact == null) {
      return new Reading.Read(message.submission(event, message.json(), message.properties()));
    }
    return CONTACTS.read(contact, event, fetched, found -> submission(message, event, found));
  }

  private static Submission submission(HubSpotMessage message, Event event, JsonObject contact)
      throws Unexpected {
    if (!contact.hasObject("properties")) {
      throw new Unexpected("a JSON object without it");
    }
    return message.submission(
        event, message.json().with("contact", contact.map()), contact.object("properties").map());
  }

  private static HubSpotMessage message(Bytes body) throws Unexpected {
    var json = JsonBody.object(body);
    if (json.text("subscriptionType", "eventType") != null) {
      return new HubSpotNotification(json).checked();
    }
    if (json.hasObject("properties") && json.text("vid", "objectId") != null) {
      return new HubSpotWorkflowRecord(json);
    }
    throw new Unexpected("a JSON object with neither");
  }
}
