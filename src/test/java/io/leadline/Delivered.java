package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.Load.Submission;
import io.leadline.sandbox.Contact;
import io.leadline.sandbox.Profile;
import io.leadline.sandbox.SandboxCrm;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the CRM holds of a load. */
final class Delivered {
  private final List<Contact> contacts;
  private final List<String> profiles;

  private Delivered(List<Contact> contacts) {
    this.contacts = contacts;
    this.profiles =
        contacts.stream()
            .flatMap(contact -> contact.profiles().stream())
            .map(Profile::profilePayload)
            .map(Object::toString)
            .toList();
  }

  static Delivered to(SandboxCrm crm) {
    return new Delivered(crm.contacts());
  }

  /** Profiles of this submission. */
  long profilesOf(Submission submission) {
    return profiles.stream().filter(payload -> payload.contains(submission.marker())).count();
  }

  /** Whether its profile holds these words just before its marker. */
  boolean saysOf(Submission submission, String words) {
    return profiles.stream().anyMatch(payload -> payload.contains(words + submission.marker()));
  }

  /** Profiles that one would not need. */
  long extraProfiles(Collection<Submission> of) {
    return of.stream().mapToLong(this::profilesOf).map(count -> Math.max(0, count - 1)).sum();
  }

  void holdsAllOf(Collection<Submission> submissions) {
    assertThat(submissions)
        .as("submissions of which there is no profile")
        .filteredOn(submission -> profilesOf(submission) == 0)
        .isEmpty();
  }

  void hasEachPersonOnce() {
    var emails =
        contacts.stream().map(contact -> contact.email().toLowerCase(Locale.ROOT)).toList();
    assertThat(emails).as("people in the CRM").doesNotHaveDuplicates();
  }

  void holdsOnlyPeopleOf(Collection<Submission> submissions) {
    var people =
        submissions.stream()
            .map(submission -> submission.email().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    assertThat(contacts)
        .extracting(contact -> contact.email().toLowerCase(Locale.ROOT))
        .isSubsetOf(people);
  }
}
