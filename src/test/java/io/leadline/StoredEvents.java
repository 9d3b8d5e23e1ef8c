package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.Load.Submission;
import io.leadline.event.Bytes;
import io.leadline.event.ConnectionName;
import io.leadline.event.EventId;
import io.leadline.event.Happenings;
import io.leadline.event.Headers;
import io.leadline.event.HookName;
import io.leadline.event.Part;
import io.leadline.event.Reason;
import io.leadline.event.Request;
import io.leadline.journal.DeadLetter;
import io.leadline.journal.Journal;
import io.leadline.journal.Preparation;
import io.leadline.journal.Receipt;
import io.leadline.journal.jdbc.JournalFactory;
import io.leadline.journal.jdbc.JournalSettings;
import io.leadline.journal.jdbc.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Puts events into a journal without a server: a thousand take no longer than one start. */
final class StoredEvents {
  private StoredEvents() {}

  /** The journal that this environment names, as a server opens it. */
  static Journal serve(Map<String, String> environment) {
    return JournalFactory.serve(settings(environment), surroundings());
  }

  /** The same, as a command opens it. */
  static Journal beside(Map<String, String> environment) {
    return JournalFactory.beside(settings(environment), surroundings());
  }

  private static JournalSettings settings(Map<String, String> environment) {
    return JournalSettings.of(String.valueOf(environment.get("JOURNAL_URL")));
  }

  private static Surroundings surroundings() {
    return Surroundings.real(Happenings.NOBODY);
  }

  /** As the Typeform hook receives them, all in one request. */
  static List<EventId> receive(Journal journal, List<Submission> submissions) {
    return receive(journal, submissions, Submission::body);
  }

  static List<EventId> receive(
      Journal journal, List<Submission> submissions, Function<Submission, String> body) {
    var request =
        new Request(
            new HookName("typeform"),
            "POST",
            "/hooks/typeform",
            Headers.NONE,
            Bytes.utf8("many"),
            Instant.now());
    List<Part> parts = submissions.stream().map(one -> part(one, body.apply(one))).toList();
    return journal
        .append(request, "typeform", ConnectionName.DEFAULT, parts, Instant.now())
        .stream()
        .map(Receipt::event)
        .toList();
  }

  private static Part part(Submission submission, String body) {
    Bytes bytes = Bytes.utf8(body);
    return new Part("form_response:" + submission.token(), null, bytes, bytes.sha256());
  }

  /** They die as they are prepared, and their dead letters are told. */
  static void die(Journal journal, Map<EventId, Reason> deaths) {
    List<Preparation> prepared =
        deaths.entrySet().stream().map(one -> isDead(one.getKey(), one.getValue())).toList();
    assertThat(journal.prepare(prepared)).hasSameSizeAs(deaths.keySet());
    tell(journal, deaths);
  }

  private static Preparation isDead(EventId event, Reason reason) {
    return new Preparation.IsDead(event, null, null, reason, List.of(), Instant.now());
  }

  private static void tell(Journal journal, Map<EventId, Reason> deaths) {
    List<DeadLetter> letters =
        journal.takeDeadLetters(Instant.now(), Duration.ofMinutes(5), deaths.size());
    assertThat(letters)
        .extracting(DeadLetter::event)
        .containsExactlyInAnyOrderElementsOf(deaths.keySet());
    tellTogether(journal, letters);
  }

  /** So that they share commits. */
  private static void tellTogether(Journal journal, List<DeadLetter> letters) {
    var threads = Executors.newFixedThreadPool(50);
    try {
      letters.stream()
          .map(letter -> threads.submit(() -> journal.deadLetterSent(letter)))
          .toList()
          .forEach(told -> assertThat(told).succeedsWithin(Duration.ofSeconds(60)));
    } finally {
      threads.shutdownNow();
    }
  }
}
