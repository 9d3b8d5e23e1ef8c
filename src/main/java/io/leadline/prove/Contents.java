package io.leadline.prove;

import static java.util.stream.Collectors.groupingBy;

import io.leadline.sandbox.CallRecord;
import io.leadline.sandbox.Contact;
import io.leadline.sandbox.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether contacts hold at the end what was sent last: the e-mail as it was spelled, and the field
 * into which the proof's mappings put the marker.
 *
 * <p>Not every contact can be judged. A call whose client had gone away may be carried out by the
 * CRM after a later one: it is known then neither to the server nor to us which came last. What was
 * replayed may stand in place of what was sent last.
 */
final class Contents {
  /** As in the mappings {@code typeform.yaml} and {@code hubspot.yaml} of the proof. */
  private static final String FIELD = "last_name";

  private final Evidence evidence;
  private final Map<String, List<CallRecord>> updates;

  Contents(Evidence evidence) {
    this.evidence = evidence;
    this.updates =
        evidence.calls().stream()
            .filter(call -> call.call() == Operation.CREATE_CONTACT && call.committed())
            .filter(call -> call.email() != null)
            .collect(groupingBy(call -> fold(String.valueOf(call.email()))));
  }

  /** Whether the last update of this person began when all others had ended. */
  boolean canBeJudged(String person) {
    List<CallRecord> calls = updates.getOrDefault(person, List.of());
    if (calls.isEmpty()) {
      return false;
    }
    CallRecord last = calls.get(calls.size() - 1);
    return calls.subList(0, calls.size() - 1).stream()
        .map(CallRecord::endedAt)
        .allMatch(end -> end != null && !end.isAfter(last.startedAt()));
  }

  /**
   * What is wrong with a contact that can be judged; null where nothing is.
   *
   * @param submissions of the contact's person, in order of receipt
   */
  @Nullable String problem(Contact contact, List<Submission> submissions) {
    Submission last = submissions.get(submissions.size() - 1);
    boolean holds =
        Stream.concat(Stream.of(last), submissions.stream().filter(this::wasReplayed))
            .anyMatch(submission -> holds(contact, submission.draft()));
    return holds
        ? null
        : "the contact %s holds e-mail %s and %s %s, and not what was sent last: %s"
            .formatted(last.person(), contact.email(), FIELD, contact.fields().get(FIELD), last);
  }

  private static boolean holds(Contact contact, Draft draft) {
    return withFoldedDomain(contact.email()).equals(withFoldedDomain(draft.email()))
        && draft.marker().equals(contact.fields().get(FIELD));
  }

  /** As a mapping may do: only the part before the @ may be told apart by its case. */
  private static String withFoldedDomain(String email) {
    int at = email.lastIndexOf('@') + 1;
    return email.substring(0, at) + email.substring(at).toLowerCase(Locale.ROOT);
  }

  boolean wasReplayed(Submission submission) {
    return submission.events().stream()
        .map(id -> evidence.journal().get(id))
        .filter(Objects::nonNull)
        .anyMatch(InJournal::wasReplayed);
  }

  private static String fold(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }
}
