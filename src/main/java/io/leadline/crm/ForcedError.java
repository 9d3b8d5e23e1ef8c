package io.leadline.crm;

import io.leadline.event.CallKind;
import io.leadline.event.Outcome;
import io.leadline.event.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * The documented way to ask an account what it knows without creating anything (crm-api/
 * createContact: "Force an error by omitting the first_name or email field from the API call to see
 * full field map and required fields").
 */
public final class ForcedError {
  private ForcedError() {}

  /** A createContact of credentials alone. */
  public static CrmRequest request(Connection connection) {
    return request(connection, connection.memberId());
  }

  /** The same as this member, with the key that its calls are made with. */
  public static CrmRequest request(Connection connection, String member) {
    return new CrmRequest(
        CallKind.CREATE_CONTACT,
        connection.baseUrl(),
        Requests.pathOf(CallKind.CREATE_CONTACT),
        Requests.credentials(connection, member));
  }

  /** Reads the reply to {@link #request}; sentences name the default connection's variables. */
  public static Diagnosis diagnose(Reply reply) {
    return diagnose(reply, Replies.meaningOf(CallKind.CREATE_CONTACT, reply, Instant.EPOCH));
  }

  /** Reads the reply to {@link #request} of this connection. */
  public static Diagnosis diagnose(Connection connection, Reply reply) {
    return diagnose(reply, Replies.meaningOf(connection, reply, Instant.EPOCH));
  }

  private static Diagnosis diagnose(Reply reply, Outcome outcome) {
    Optional<String> fieldMap = Catalogue.fieldMapOf(reply);
    if (outcome instanceof Outcome.ConnectionAtFault atFault) {
      return new Diagnosis.AtFault(atFault.reason());
    }
    if (outcome instanceof Outcome.Accepted || fieldMap.isPresent() || namesMissing(reply)) {
      return new Diagnosis.Healthy(fieldMap);
    }
    return new Diagnosis.Unclear(reasonOf(outcome));
  }

  private static Reason reasonOf(Outcome outcome) {
    if (outcome instanceof Outcome.RetryLater later) {
      return later.reason();
    }
    if (outcome instanceof Outcome.Unknown unknown) {
      return unknown.reason();
    }
    return ((Outcome.Rejected) outcome).reason();
  }

  /** The complaint that was asked for. */
  private static boolean namesMissing(Reply reply) {
    return reply instanceof Reply.Answered answered
        && Said.read(answered.body()).stream()
            .flatMap(said -> said.sentences().stream())
            .anyMatch(sentence -> sentence.matches("(?i).*\\b(email|first_name)\\b.*"));
  }
}
