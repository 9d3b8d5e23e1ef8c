package io.leadline.crm;

import io.leadline.event.Call;
import io.leadline.event.Reason;
import java.util.Optional;

/**
 * The key that one member has for itself ({@code CRM_MEMBER_KEYS}), where it alone is at fault. The
 * reason of a pause says so in words that are found again: also after a restart, and on another
 * node, it is known with which key to ask whether the pause is over.
 */
public final class MemberKey {
  private MemberKey() {}

  /** The member whose own key this call is made with; nothing where that is the connection's. */
  public static Optional<String> of(Connection connection, Call call) {
    return Optional.ofNullable(call.asMember()).filter(connection.memberKeys()::containsKey);
  }

  /** A refusal that is about the key of this member, the connection's own being in order. */
  public static Reason atFault(Connection connection, String member, Reason refusal) {
    return new Reason(
        refusal.code(),
        refusal.sentence()
            + " The connection's own key is in order: look at the "
            + words(connection, member)
            + ".");
  }

  /** The member whose key such a reason is about. */
  public static Optional<String> saidIn(Connection connection, Reason reason) {
    return connection.memberKeys().keySet().stream()
        .filter(member -> reason.sentence().contains(words(connection, member)))
        .findFirst();
  }

  private static String words(Connection connection, String member) {
    return "key of member '" + member + "' in " + connection.variable("MEMBER_KEYS");
  }
}
