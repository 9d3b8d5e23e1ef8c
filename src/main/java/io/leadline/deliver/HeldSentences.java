package io.leadline.deliver;

import io.leadline.crm.Connection;
import io.leadline.event.Call;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.journal.Ready;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person is told who must say whether a profile was added. */
final class HeldSentences {
  private HeldSentences() {}

  /** What a profile says of where it came from, for people and for the AI that reads it. */
  static String reference(Ready event) {
    return "Leadline event "
        + event.id()
        + ", received "
        + event.receivedAt().truncatedTo(ChronoUnit.SECONDS)
        + ", hook "
        + event.hook();
  }

  static Reason unknown(
      Reason lost, Ready event, Connection connection, Call call, @Nullable String contact) {
    return reason(lost.sentence(), event, connection, call, contact);
  }

  static Reason foundCut(Ready event, Connection connection, Call call, @Nullable String contact) {
    return reason(
        "Leadline ended, or the answer was lost, while addProfileToContact was on its way.",
        event,
        connection,
        call,
        contact);
  }

  private static Reason reason(
      String what, Ready event, Connection connection, Call call, @Nullable String contact) {
    String sentence =
        what.strip()
            + " Look at contact "
            + contact
            + " in the CRM for a profile "
            + whichSays(event, connection, call)
            + ": if it is there, ./leadline confirm "
            + event.id()
            + "; if not, ./leadline repeat "
            + event.id();
    return new Reason(ReasonCode.ANSWER_LOST, sentence);
  }

  private static String whichSays(Ready event, Connection connection, Call call) {
    return carriesReference(connection, call)
        ? "that says '" + reference(event) + "'"
        : "that is like what ./leadline events " + event.id() + " --calls shows";
  }

  private static boolean carriesReference(Connection connection, Call call) {
    String key = connection.profileReference();
    return key != null
        && call.body().get("profile_payload") instanceof Map<?, ?> payload
        && !payload.containsKey(key);
  }
}
