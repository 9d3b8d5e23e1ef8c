package io.leadline.source.tool;

import static io.leadline.source.Deliveries.NOW;
import static io.leadline.source.Deliveries.URI;
import static io.leadline.source.Deliveries.base64Hmac;
import static io.leadline.source.Deliveries.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leadline.event.Bytes;
import io.leadline.event.Fetch;
import io.leadline.event.Fetched;
import io.leadline.event.Part;
import io.leadline.event.ReasonCode;
import io.leadline.source.Reading.Read;
import io.leadline.source.Reading.Unreadable;
import io.leadline.source.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubSpotTest extends SourceContract {

  @Override
  Source source() {
    return new HubSpot();
  }

  @Override
  Bytes body() {
    return batch(deletion(1, 0), change("company.propertyChange", 2, "ACME", 0));
  }

  @Override
  Bytes bodyOfRetry() {
    return batch(deletion(1, 3), change("company.propertyChange", 2, "ACME", 3));
  }

  @Override
  Bytes bodyOfUnknownType() {
    return batch(change("starship.launched", 1, "Apollo", 0));
  }

  @Override
  Bytes bodyWithText(String text) {
    return batch(change("company.propertyChange", 2, text, 0).replace("\"p\"", "\"" + text + "\""));
  }

  @Override
  Map<String, String> signed(Bytes body, String secret) {
    var timestamp = String.valueOf(NOW.minusSeconds(2).toEpochMilli());
    return Map.of(
        "X-HubSpot-Request-Timestamp",
        timestamp,
        "X-HubSpot-Signature-v3",
        base64Hmac(secret, Bytes.utf8("POST" + URI), body, Bytes.utf8(timestamp)));
  }

  private static Bytes batch(String... notifications) {
    return Bytes.utf8("[" + String.join(",", notifications) + "]");
  }

  private static String deletion(int eventId, int attempt) {
    return """
        {"eventId":%d,"subscriptionId":9,"portalId":33,"appId":77,"occurredAt":1790683200000,\
        "subscriptionType":"contact.deletion","attemptNumber":%d,"objectId":5}"""
        .formatted(eventId, attempt);
  }

  private static String change(String type, int eventId, String value, int attempt) {
    return """
        {"eventId":%d,"subscriptionId":9,"portalId":33,"appId":77,"occurredAt":1790683200000,\
        "subscriptionType":"%s","attemptNumber":%d,"objectId":508369434347,\
        "propertyName":"p","propertyValue":"%s"}"""
        .formatted(eventId, type, attempt, value);
  }

  private static String about(String type, String more) {
    return "{\"subscriptionType\":\"%s\",\"occurredAt\":1790683200000%s}".formatted(type, more);
  }

  @Test
  void isKeyedByEverythingThatTellsNotificationsApart() {
    assertThat(cut(batch(change("contact.propertyChange", 2, "x", 0))))
        .extracting(Part::key)
        .containsExactly("33:77:9:2:contact.propertyChange:508369434347:p:1790683200000");
  }

  @Test
  void isKeyedByBothEndsOfAnAssociation() {
    var association =
        about(
            "deal.associationChange",
            ",\"associationType\":\"DEAL_TO_LINE_ITEM\",\"fromObjectId\":1,\"toObjectId\":2");
    assertThat(cut(batch(association)))
        .extracting(Part::key)
        .containsExactly("-:-:-:-:deal.associationChange:1>2:DEAL_TO_LINE_ITEM:1790683200000");
  }

  @Test
  void cutsEachNotificationExactlyAsItWasSent() {
    var notification =
        "{ \"subscriptionType\" : \"contact.deletion\",\n\t\"objectId\":5, \"ü\":\"€\" }";
    assertThat(cut(Bytes.utf8("[ \"é\" ,\n" + notification + " ]\n")))
        .extracting(part -> part.body().asUtf8())
        .containsExactlyInAnyOrder("\"é\"", notification);
  }

  @Test
  void takesOneNotificationWithoutAnArray() {
    assertThat(cut(Bytes.utf8(deletion(1, 0)))).isEqualTo(cut(batch(deletion(1, 0))));
  }

  @Test
  void losesNoNotificationToABrokenNeighbour() {
    var parts =
        cut(
            batch(
                "42",
                deletion(1, 0),
                "{\"a\":".repeat(500) + "1" + "}".repeat(500),
                "{\"subscriptionType\":\"contact.creation\"}",
                deletion(2, 0)));
    assertThat(parts).hasSize(5);
    assertThat(parts).filteredOn(part -> read(part) instanceof Read).hasSize(2);
    assertThat(parts.subList(0, 2)).allMatch(part -> read(part) instanceof Read);
  }

  @Test
  void keepsWhatCameBeforeABodyBreaksOffAndTheRest() {
    var whole = batch(deletion(1, 0), deletion(2, 0)).asUtf8();
    var parts = cut(Bytes.utf8(whole.substring(0, whole.length() - 10)));
    assertThat(parts).hasSize(2);
    assertThat(parts.get(0).body().asUtf8()).isEqualTo(deletion(1, 0));
    assertThat(read(parts.get(1))).isInstanceOf(Unreadable.class);
    assertThat(whole).contains(parts.get(1).body().asUtf8());
  }

  @Test
  void cutsAHundred() {
    var all = IntStream.range(0, 100).mapToObj(i -> deletion(i, 0)).toArray(String[]::new);
    assertThat(cut(batch(all))).extracting(part -> part.body().asUtf8()).containsExactly(all);
  }

  @Test
  void putsTheCreationFirstAndThenGoesByTime() {
    var late = "{\"subscriptionType\":\"contact.propertyChange\",\"objectId\":5,\"occurredAt\":9}";
    var early = late.replace("9}", "3}");
    var creation = "{\"subscriptionType\":\"contact.creation\",\"objectId\":5,\"occurredAt\":9}";
    assertThat(cut(batch("1", late, early, creation)))
        .extracting(part -> part.body().asUtf8())
        .containsExactly(creation, early, late, "1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "contact.creation        | ,\"objectId\":508369434347                            | 508369434347",
        "contact.deletion        | ,\"objectId\":5                                       | 5",
        "contact.privacyDeletion | ,\"objectId\":\"5\"                                   | 5",
        "object.propertyChange   | ,\"objectId\":5,\"objectTypeId\":\"0-1\"              | 5",
        "object.propertyChange   | ,\"objectId\":5,\"objectTypeId\":\"0-2\"              | ",
        "object.propertyChange   | ,\"objectId\":5                                       | ",
        "company.creation        | ,\"objectId\":5                                       | ",
        "contact.associationChange | ,\"fromObjectId\":5,\"toObjectId\":6                | ",
        "contact.merge           | ,\"objectId\":1,\"primaryObjectId\":2,\"newObjectId\":3 | 3",
        "contact.merge           | ,\"objectId\":1,\"primaryObjectId\":2                 | 2",
        "contact.merge           | ,\"objectId\":1                                       | 1",
        "contact.creation        | ,\"objectId\":\"../../5\"                             | "
      })
  void namesTheContactAsItsSubject(String type, String more, String subject) {
    assertThat(cut(batch(about(type, more)))).extracting(Part::subject).containsExactly(subject);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"contact.creation", "contact.propertyChange", "contact.restore", "contact.merge"})
  void asksForTheContactAsItIsNow(String type) {
    assertThat(fetchOf(about(type, ",\"objectId\":508369434347"), Set.of()))
        .isEqualTo(
            new Fetch(
                "/crm/v3/objects/contacts/508369434347",
                Map.of(
                    "archived",
                    "false",
                    "properties",
                    "address,annualrevenue,city,company,country,createdate,email,firstname,"
                        + "hs_language,industry,jobtitle,lastname,lifecyclestage,mobilephone,"
                        + "numemployees,phone,salutation,state,website,zip")));
  }

  @Test
  void asksForWhatMappingsReadToo() {
    var fetch =
        fetchOf(
            about("contact.creation", ",\"objectId\":5"), Set.of("team_size", "email", "a,b", ""));
    assertThat(fetch.query().get("properties"))
        .contains(",state,team_size,website")
        .containsOnlyOnce("email")
        .doesNotContain("a,b");
  }

  @Test
  void asksHubSpotAfterASecond() {
    assertThat(source().defaultBaseUrl()).contains("https://api.hubapi.com");
    assertThat(source().settling()).isEqualTo(Duration.ofSeconds(1));
  }

  private Fetch fetchOf(String notification, Set<String> wanted) {
    var part = cut(batch(notification)).get(0);
    return source().fetch(event(source(), part), wanted).orElseThrow();
  }

  @Test
  void givesTheWholeBurstOneFetchAndTheSameAnswers() {
    var burst =
        cut(
            batch(
                change("contact.propertyChange", 1, "Ada", 0),
                about("contact.creation", ",\"objectId\":508369434347"),
                change("contact.propertyChange", 2, "Lovelace", 0)));
    assertThat(burst.stream().map(part -> source().fetch(event(source(), part), Set.of("x"))))
        .doesNotContain(Optional.empty())
        .satisfies(fetches -> assertThat(Set.copyOf(fetches)).hasSize(1));
    assertThat(burst.stream().map(this::answersAndLabels).collect(Collectors.toSet())).hasSize(1);
  }

  private List<Object> answersAndLabels(Part part) {
    var found = found("{\"id\":\"508369434347\",\"properties\":{\"email\":\"a@example.com\"}}");
    var submission = ((Read) source().read(event(source(), part), found)).submission();
    return List.of(submission.answers(), submission.labels());
  }

  @Test
  void putsTheContactBesideTheNotification() {
    var part = cut(batch(about("contact.creation", ",\"objectId\":5"))).get(0);
    var read = (Read) source().read(event(source(), part), found("{\"properties\":{}}"));
    assertThat(read.submission().body())
        .isEqualTo(
            Map.of(
                "subscriptionType",
                "contact.creation",
                "occurredAt",
                1790683200000L,
                "objectId",
                5,
                "contact",
                Map.of("properties", Map.of())));
  }

  @Test
  void saysThatTheContactIsGone() {
    var part = cut(batch(about("contact.creation", ",\"objectId\":123"))).get(0);
    var reading = source().read(event(source(), part), new Fetched.Missing());
    assertThat(((Unreadable) reading).reason())
        .satisfies(reason -> assertThat(reason.code()).isEqualTo(ReasonCode.SUBJECT_GONE))
        .satisfies(
            reason ->
                assertThat(reason.sentence())
                    .isEqualTo(
                        "HubSpot no longer has contact 123 (404): deleted, merged away, or the"
                            + " token may not read it"));
  }

  @Test
  void saysThatTheContactWasNotFetched() {
    var part = cut(batch(about("contact.creation", ",\"objectId\":123"))).get(0);
    assertThat(((Unreadable) read(part)).reason().sentence())
        .isEqualTo(
            "HubSpot sends only the id of contact 123, and the contact itself was not fetched");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html>|text that is not JSON at line 1, column",
        "[]|an empty JSON array",
        "{\"status\":\"error\"}|a JSON object without it"
      })
  void saysWhatWasFetchedInsteadOfAContact(String body, String found) {
    var part = cut(batch(about("contact.creation", ",\"objectId\":123"))).get(0);
    var reading = source().read(event(source(), part), found(body));
    assertThat(((Unreadable) reading).reason().sentence())
        .startsWith("expected HubSpot's contact (a JSON object with 'properties'), found " + found)
        .endsWith("; check DEMO_BASE_URL where it is set");
  }

  @Test
  void refusesAContactWithoutAnId() {
    var part = cut(batch(about("contact.creation", ""))).get(0);
    assertThat(((Unreadable) read(part)).reason().sentence())
        .contains("found one about a contact, without its 'objectId' in digits");
  }

  @Test
  void readsAWorkflowsRecordAgainWhenItChanged() {
    var parts =
        Stream.of(1L, 2L)
            .map(
                "{\"vid\":5,\"properties\":{\"email\":{\"value\":\"a\",\"timestamp\":%d}}}"
                    ::formatted)
            .map(Bytes::utf8)
            .flatMap(body -> cut(body).stream());
    assertThat(parts)
        .extracting(Part::key, Part::subject)
        .containsExactly(
            tuple("workflow:-:contact:5:1", "5"), tuple("workflow:-:contact:5:2", "5"));
  }

  private static Fetched found(String body) {
    return new Fetched.Found(Bytes.utf8(body));
  }
}
