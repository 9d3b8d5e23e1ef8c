package io.leadline.prove;

import io.leadline.sandbox.CallRecord;
import io.leadline.sandbox.Contact;
import io.leadline.sandbox.Operation;
import io.leadline.sandbox.SandboxCrm;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first submission that the CRM had whole after a start of the server.
 *
 * @param marker of the submission
 * @param at when the CRM had its profile
 */
record FirstDelivery(String marker, Instant at) {

  /**
   * Looks among the calls after {@code seq}. One of the process before may still have been in the
   * socket: no server calls as soon as that after its start.
   */
  static @Nullable FirstDelivery of(SandboxCrm crm, long seq, Instant startedAt) {
    Instant earliest = startedAt.plus(CutCalls.IN_THE_SOCKET);
    return crm.calls(seq).stream()
        .filter(call -> call.call() == Operation.ADD_PROFILE && call.committed())
        .filter(call -> call.startedAt().isAfter(earliest))
        .flatMap(call -> delivered(crm, call).stream())
        .findFirst()
        .orElse(null);
  }

  private static Optional<FirstDelivery> delivered(SandboxCrm crm, CallRecord call) {
    Instant end = Objects.requireNonNull(call.endedAt(), "what is committed has ended");
    return crm.contacts().stream()
        .filter(contact -> contact.contactId().equals(call.contactId()))
        .map(Contact::profiles)
        .flatMap(profiles -> profiles.stream())
        .filter(profile -> Objects.equals(profile.profileId(), call.profileId()))
        .map(profile -> new FirstDelivery(Judge.marker(profile), end))
        .findFirst();
  }
}
