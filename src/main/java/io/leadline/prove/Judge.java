package io.leadline.prove;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.leadline.event.EventId;
import io.leadline.journal.LedgerLine;
import io.leadline.sandbox.Contact;
import io.leadline.sandbox.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares what was acknowledged with what the journal and the CRM hold. */
final class Judge {
  private final Evidence evidence;
  private final CutCalls cut;
  private final Contents contents;
  private final Map<String, List<Contact>> contacts;
  private final List<String> losses = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Integer> lostOf = new HashMap<>();
  private final Map<String, Integer> kept = new TreeMap<>();
  private int acknowledged;
  private int delivered;
  private int duplicates;
  private int compared;

  private Judge(Evidence evidence) {
    this.evidence = evidence;
    this.cut = new CutCalls(evidence);
    this.contents = new Contents(evidence);
    this.contacts =
        evidence.contacts().stream().collect(groupingBy(contact -> fold(contact.email())));
  }

  static Verdict judge(Evidence evidence) {
    return new Judge(evidence).verdict();
  }

  private Verdict verdict() {
    evidence.submissions().forEach(this::look);
    people().forEach(this::lookAtPerson);
    lookForStrangers();
    lookAtLedger();
    problems.addAll(new Refusals(evidence).problems());
    problems.addAll(new Overlaps(evidence).problems());
    if (duplicates > cut.count()) {
      problems.add(duplicates + " profiles are there twice, and only " + cut.count() + " were cut");
    }
    return new Verdict(
        acknowledged,
        delivered,
        kept,
        evidence.refused().size(),
        losses,
        duplicates,
        compared,
        cut.count(),
        problems);
  }

  // ── one submission ─────────────────────────────────────────────────────────────────────────────

  private void look(Submission submission) {
    String missing = missing(submission);
    if (submission.kind().isForTheCrm()) {
      acknowledged++;
      delivered += missing == null ? 1 : 0;
    } else if (missing == null) {
      kept.merge(submission.kind().words(), 1, Integer::sum);
    }
    if (missing != null) {
      losses.add(submission + ": " + missing);
      lostOf.merge(submission.person(), 1, Integer::sum);
    }
  }

  /** What is not as it must be; null where all is well. */
  private @Nullable String missing(Submission submission) {
    for (EventId id : submission.events()) {
      InJournal event = evidence.journal().get(id);
      if (event == null) {
        return "the journal has no event " + id;
      }
      if (!submission.kind().mayEndAs(event.state(), event.code())) {
        return "event %s is %s, must be %s".formatted(id, event, submission.kind().expected());
      }
    }
    return submission.kind().isForTheCrm() ? missingInCrm(submission) : null;
  }

  private @Nullable String missingInCrm(Submission submission) {
    List<String> markers = markersOf(submission.person());
    String where = "; the journal says " + states(submission);
    if (!contacts.containsKey(submission.person())) {
      return "the CRM has no contact " + submission.person() + where;
    }
    boolean isThere =
        submission.kind() == Kind.BURST
            ? laterVersions(submission).stream().anyMatch(markers::contains)
            : markers.contains(submission.marker());
    if (!isThere) {
      return "the contact " + submission.person() + " has no such profile" + where;
    }
    return missingById(submission);
  }

  /** What the journal says that the CRM took, the CRM has. */
  private @Nullable String missingById(Submission submission) {
    Set<Long> there =
        profilesOf(submission.person()).stream().map(Profile::profileId).collect(toSet());
    return submission.events().stream()
        .map(id -> evidence.journal().get(id))
        .filter(Objects::nonNull)
        .flatMap(event -> event.profileIds().stream())
        .filter(id -> !there.contains(id))
        .findFirst()
        .map(id -> "the CRM has no profile " + id + ", which the journal says that it took")
        .orElse(null);
  }

  /** A contact is read after the burst has come: it may have changed again by then. */
  private Set<String> laterVersions(Submission burst) {
    return evidence.submissions().stream()
        .filter(other -> other.kind() == Kind.BURST && other.person().equals(burst.person()))
        .filter(other -> !other.acknowledgedAt().isBefore(burst.acknowledgedAt()))
        .map(Submission::marker)
        .collect(toSet());
  }

  private String states(Submission submission) {
    return submission.events().stream()
        .map(id -> evidence.journal().get(id))
        .map(event -> event == null ? "nothing" : event.toString())
        .collect(Collectors.joining(", "));
  }

  // ── one person ─────────────────────────────────────────────────────────────────────────────────

  private Map<String, List<Submission>> people() {
    return evidence.submissions().stream()
        .filter(submission -> submission.kind().isForTheCrm())
        .collect(groupingBy(Submission::person, LinkedHashMap::new, Collectors.toList()));
  }

  private void lookAtPerson(String person, List<Submission> submissions) {
    int found = contacts.getOrDefault(person, List.of()).size();
    if (found > 1) {
      problems.add("the CRM has " + found + " contacts " + person);
    }
    lookAtOrder(person, submissions);
    lookAtContent(person, submissions);
    if (submissions.get(0).kind() == Kind.BURST) {
      countProfilesOfBursts(person, submissions);
    } else {
      submissions.forEach(submission -> lookForDuplicates(person, submission));
    }
  }

  /** What is sent one after the other arrives so; a repetition may come late, and a replay does. */
  private void lookAtOrder(String person, List<Submission> submissions) {
    List<String> sent =
        submissions.stream()
            .filter(one -> !contents.wasReplayed(one))
            .map(Submission::marker)
            .toList();
    List<Integer> places =
        markersOf(person).stream().distinct().map(sent::indexOf).filter(i -> i >= 0).toList();
    if (!places.equals(places.stream().sorted().toList())) {
      problems.add("the profiles of " + person + " are not in order of acknowledgement: " + places);
    }
  }

  private void lookAtContent(String person, List<Submission> submissions) {
    List<Contact> known = contacts.getOrDefault(person, List.of());
    if (known.size() == 1 && contents.canBeJudged(person)) {
      compared++;
      String problem = contents.problem(known.get(0), submissions);
      if (problem != null) {
        problems.add(problem);
      }
    }
  }

  private void lookForDuplicates(String person, Submission submission) {
    List<Long> ids =
        profilesOf(person).stream()
            .filter(profile -> submission.marker().equals(marker(profile)))
            .map(Profile::profileId)
            .toList();
    count(ids.size() - 1, ids, () -> "profile " + submission);
  }

  /**
   * Each event of a burst that was delivered has made a profile, of whatever was read then: whose
   * marker it bears says nothing of the others. One that was covered when it was to be sent is
   * delivered too, says so, and made none.
   */
  private void countProfilesOfBursts(String person, List<Submission> bursts) {
    List<EventId> due =
        bursts.stream()
            .flatMap(burst -> burst.events().stream())
            .distinct()
            .map(id -> evidence.journal().get(id))
            .filter(Objects::nonNull)
            .filter(InJournal::hasMadeAProfile)
            .map(InJournal::id)
            .toList();
    List<Long> ids = profilesOf(person).stream().map(Profile::profileId).toList();
    int missing = due.size() - ids.size() - lostOf.getOrDefault(person, 0);
    for (int i = 0; i < missing; i++) {
      delivered--;
      losses.add(
          "a burst of %s, one of %d: the journal says that %d events made a profile each, and the"
                  .formatted(person, bursts.size(), due.size())
              + " CRM has %d (events %s)".formatted(ids.size(), due));
    }
    count(ids.size() - due.size(), ids, () -> "profiles of " + person);
  }

  private void count(int extra, List<Long> ids, Supplier<String> what) {
    if (extra <= 0) {
      return;
    }
    duplicates += extra;
    long explained = cut.explaining(ids);
    if (extra > explained) {
      problems.add(
          "%s: %d too many, though only %d of its calls were cut (profile ids %s)"
              .formatted(what.get(), extra, explained, ids));
    }
  }

  private List<String> markersOf(String person) {
    return profilesOf(person).stream().map(Judge::marker).toList();
  }

  private List<Profile> profilesOf(String person) {
    return contacts.getOrDefault(person, List.of()).stream()
        .flatMap(contact -> contact.profiles().stream())
        .toList();
  }

  static String marker(Profile profile) {
    return profile.profilePayload() instanceof Map<?, ?> payload
        ? String.valueOf(payload.get("marker"))
        : "";
  }

  private static String fold(String email) {
    return email.toLowerCase(Locale.ROOT);
  }

  // ── the whole ──────────────────────────────────────────────────────────────────────────────────

  private void lookForStrangers() {
    Set<String> known = people().keySet();
    contacts.keySet().stream()
        .filter(person -> !known.contains(person))
        .forEach(person -> problems.add("the CRM has " + person + ", whom nobody sent"));
  }

  private void lookAtLedger() {
    if (!evidence.ledger().equals(evidence.counted())) {
      problems.add(
          "the ledger says %s, and a full count %s"
              .formatted(evidence.ledger(), evidence.counted()));
    }
    evidence.ledger().stream()
        .filter(line -> !line.balances())
        .forEach(line -> problems.add("the ledger does not balance: " + line));
    long received = evidence.counted().stream().mapToLong(LedgerLine::received).sum();
    long named =
        evidence.submissions().stream().flatMap(one -> one.events().stream()).distinct().count();
    if (received != named) {
      problems.add(
          "the journal counts %d events, and the answers named %d".formatted(received, named));
    }
  }
}
