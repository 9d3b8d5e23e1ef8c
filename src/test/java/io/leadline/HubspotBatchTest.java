package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.leadline.event.Documents;
import io.leadline.event.EventId;
import io.leadline.event.ReasonCode;
import io.leadline.event.State;
import io.leadline.journal.EventSummary;
import io.leadline.sandbox.Contact;
import io.leadline.sandbox.SandboxCrm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The most that HubSpot sends at once (sources.md §2a): a hundred notifications of every kind. How
 * long it took to answer is printed: HubSpot waits five seconds.
 */
class HubspotBatchTest {
  /** What is no contact made or changed, in turn. */
  private static final List<Map<String, ?>> OTHERS =
      List.of(
          Map.of("subscriptionType", "contact.deletion"),
          Map.of("subscriptionType", "contact.privacyDeletion"),
          Map.of("subscriptionType", "company.creation"),
          Map.of("subscriptionType", "deal.propertyChange", "propertyName", "amount"),
          Map.of("subscriptionType", "conversation.newMessage", "messageId", "m-1"),
          Map.of("subscriptionType", "object.creation", "objectTypeId", "0-2"));

  @TempDir private Path folder;

  @Test
  void isAnsweredAtOnceAndEachEventGoesWhereItBelongs() {
    try (SandboxCrm crm = RunningLeadline.sandbox();
        RunningLeadline server = RunningLeadline.start(folder, crm)) {
      var people = IntStream.range(0, 10).mapToObj(i -> "person" + i + "@orbit.example").toList();
      people.forEach(
          email ->
              crm.hubspot().put(String.valueOf(contact(people, email)), Map.of("email", email)));
      long begun = System.nanoTime();
      var answer = server.hubspot(Documents.write(batch(people)));
      var took = Duration.ofNanos(System.nanoTime() - begun);

      System.out.printf("a batch of 100 was answered in %d ms%n", took.toMillis());
      assertThat(answer.statusCode()).isEqualTo(200);
      List<String> ids = JsonPath.read(answer.body(), "$.events[*].id");
      assertThat(ids).hasSize(100).doesNotHaveDuplicates();
      var events = ids.stream().map(EventId::new).toList();
      await()
          .atMost(RunningLeadline.SOON)
          .until(() -> events.stream().allMatch(id -> isSettled(summary(server, id))));

      var summaries = events.stream().map(id -> summary(server, id)).toList();
      assertThat(summaries).filteredOn(it -> it.state() == State.DELIVERED).hasSize(10);
      assertThat(reasons(summaries, ReasonCode.COVERED)).as("of the same bursts").isEqualTo(40);
      assertThat(summaries).filteredOn(it -> it.state() == State.IGNORED).hasSize(90);
      assertThat(crm.contacts())
          .extracting(Contact::email)
          .containsExactlyInAnyOrderElementsOf(people);
      assertThat(crm.hubspot().reads()).as("once a person").isEqualTo(10);
    }
  }

  private static long reasons(List<EventSummary> summaries, ReasonCode code) {
    return summaries.stream()
        .map(EventSummary::reason)
        .filter(reason -> reason != null && reason.code() == code)
        .count();
  }

  private static boolean isSettled(EventSummary event) {
    return event.state() == State.DELIVERED
        || event.state() == State.IGNORED
        || event.state() == State.DEAD;
  }

  private static EventSummary summary(RunningLeadline server, EventId id) {
    return server.event(id).summary();
  }

  private static long contact(List<String> people, String email) {
    return 508_369_434_000L + people.indexOf(email);
  }

  /** Five about each contact, mixed with fifty others. */
  private static List<Map<String, ?>> batch(List<String> people) {
    var batch = new ArrayList<Map<String, ?>>();
    for (int i = 0; i < 50; i++) {
      long contact = contact(people, people.get(i % people.size()));
      var property = i / people.size() == 2 ? null : "property" + i / people.size();
      batch.add(Forms.hubspotEvent(i, contact, property, property == null ? null : "x"));
      batch.add(other(1000 + i, OTHERS.get(i % OTHERS.size())));
    }
    return batch;
  }

  private static Map<String, @Nullable Object> other(long id, Map<String, ?> kind) {
    var event = new LinkedHashMap<>(Forms.hubspotEvent(id, 9000 + id, null, null));
    event.putAll(kind);
    return event;
  }
}
