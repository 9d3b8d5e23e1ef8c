package io.leadline.crm;

import static io.leadline.event.ReasonCode.ANSWER_LOST;
import static io.leadline.event.ReasonCode.CONNECTION_AT_FAULT;
import static io.leadline.event.ReasonCode.CRM_REJECTED;
import static io.leadline.event.ReasonCode.CRM_UNAVAILABLE;
import static io.leadline.event.ReasonCode.NOT_THE_OWNER;
import static io.leadline.event.ReasonCode.RATE_LIMITED;

import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.CallResult;
import io.leadline.event.Outcome;
import io.leadline.event.Outcome.Accepted;
import io.leadline.event.Outcome.ConnectionAtFault;
import io.leadline.event.Outcome.Rejected;
import io.leadline.event.Outcome.RetryLater;
import io.leadline.event.Outcome.Unknown;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a reply of the CRM means.
 *
 * <p>The {@code status} in the body decides (crm-api: "Indicates success or error status"),
 * whatever the HTTP code; the HTTP code decides where the body says nothing. The three tables below
 * are all there is to it:
 *
 * <ol>
 *   <li>{@link #said}: the CRM spoke: success, or an error by what it complains about;
 *   <li>{@link #unsaid}: an HTTP answer without the CRM's words;
 *   <li>{@link #unanswered}: no answer at all.
 * </ol>
 */
public final class Replies {
  private final CallKind kind;
  private final Instant now;
  private final @Nullable Connection connection;
  private final @Nullable String asMember;

  private Replies(
      CallKind kind, Instant now, @Nullable Connection connection, @Nullable String asMember) {
    this.kind = kind;
    this.now = now;
    this.connection = connection;
    this.asMember = asMember;
  }

  /**
   * The meaning of a reply, whoever asked. A complaint about the member is taken for the account's.
   *
   * @param now what an HTTP date in {@code Retry-After} is measured from
   */
  public static Outcome meaningOf(CallKind kind, Reply reply, Instant now) {
    return new Replies(kind, now, null, null).meaningOf(reply);
  }

  /**
   * The same, knowing more: the account's keys are masked wherever the CRM repeats them, sentences
   * name the variables of this connection, and a member that this very call names ({@link
   * Call#asMember()}) is the call's fault and does not stop the whole connection.
   */
  public static Outcome meaningOf(Connection connection, Call call, Reply reply, Instant now) {
    return new Replies(call.kind(), now, connection, call.asMember()).meaningOf(reply);
  }

  /** The meaning of a reply to this connection's {@link ForcedError}. */
  static Outcome meaningOf(Connection connection, Reply reply, Instant now) {
    return new Replies(CallKind.CREATE_CONTACT, now, connection, null).meaningOf(reply);
  }

  private Outcome meaningOf(Reply reply) {
    if (reply instanceof Reply.Answered answered) {
      return meaningOf(answered);
    }
    return unanswered((Reply.NoAnswer) reply);
  }

  private Outcome meaningOf(Reply.Answered answer) {
    Optional<Said> said = Said.read(answer.body());
    return said.flatMap(it -> said(it, answer)).orElseGet(() -> unsaid(answer, said.isPresent()));
  }

  // ── the CRM spoke ────────────────────────────────────────────────────────────────────────────

  private Optional<Outcome> said(Said said, Reply.Answered answer) {
    return switch (said.verdict()) {
      case SUCCESS -> Optional.of(new Accepted(resultOf(said)));
      case ERROR -> Optional.of(complained(said, answer));
      case NOTHING -> Optional.empty();
    };
  }

  private Outcome complained(Said said, Reply.Answered answer) {
    Sentences says =
        new Sentences(kind, connection, asMember, Masked.text(said.sentences(), connection));
    return switch (complaintOf(said, answer.status())) {
      case API_KEY, ACCESS -> atFault(says.keyRefused());
      case CRM_SETTINGS -> atFault(says.settingsMissing());
      case ORGANISATION -> atFault(says.organisationRefused());
      case ADDRESS -> atFault(says.wrongAddress(answer.status()));
      case MEMBER ->
          asMember == null ? atFault(says.memberRefused()) : rejected(says.namedMemberRefused());
      case NOT_THE_OWNER -> new Rejected(new Reason(NOT_THE_OWNER, says.notTheOwner()));
      case TOO_MANY -> later(RATE_LIMITED, says.tooMany(), answer);
      case REFUSED, OTHER -> rejected(says.refused());
      case TROUBLE -> later(CRM_UNAVAILABLE, says.trouble(), answer);
    };
  }

  /**
   * The words decide; where they name nothing that we know, the field map that comes with
   * validation errors (crm-api: "On error, the API returns a complete field map"), then the HTTP
   * code.
   */
  private static Complaint complaintOf(Said said, int status) {
    Complaint complaint = Complaint.of(said.sentences());
    if (status == 429 && complaint.compareTo(Complaint.TOO_MANY) > 0) {
      return Complaint.TOO_MANY;
    }
    if (complaint != Complaint.OTHER || said.showsItsFields()) {
      return complaint;
    }
    return switch (status) {
      case 401, 403 -> Complaint.ACCESS;
      case 408, 425, 500, 502, 503, 504 -> Complaint.TROUBLE;
      default -> Complaint.OTHER;
    };
  }

  private CallResult resultOf(Said said) {
    String log = said.log();
    return new CallResult(
        said.id("contact_id"),
        said.id("entity_id"),
        said.id("profile_id"),
        log == null ? null : Masked.text(log, connection));
  }

  // ── an answer without the CRM's words ────────────────────────────────────────────────────────

  private Outcome unsaid(Reply.Answered answer, boolean isJson) {
    Sentences says = new Sentences(kind, connection, asMember, "");
    int status = answer.status();
    return switch (status) {
      case 401, 402, 403, 407 -> atFault(says.doorClosed(status));
      case 404, 405, 410 -> atFault(says.wrongAddress(status));
      case 408, 425 -> later(CRM_UNAVAILABLE, says.notTaken(status), answer);
      case 429 -> later(RATE_LIMITED, says.tooMany(), answer);
      case 503 ->
          hasRetryAfter(answer)
              ? later(CRM_UNAVAILABLE, says.notTaken(status), answer)
              : unknown(says.saysNothing(status, describe(answer, isJson)), answer);
      default ->
          switch (status / 100) {
            case 3 ->
                atFault(says.redirected(status, answer.headers().first("location").orElse("")));
            case 4 -> rejected(says.refusedWithoutWords(status));
            default -> unknown(says.saysNothing(status, describe(answer, isJson)), answer);
          };
    };
  }

  private static String describe(Reply.Answered answer, boolean isJson) {
    if (answer.body().isEmpty()) {
      return "an empty body";
    }
    if (answer.body().size() > Reply.MAX_BODY) {
      return "more than " + Reply.MAX_BODY / (1024 * 1024) + " MiB";
    }
    return isJson ? "JSON without a status" : "no JSON (a page?)";
  }

  private boolean hasRetryAfter(Reply.Answered answer) {
    return retryAfter(answer) != null;
  }

  // ── no answer ────────────────────────────────────────────────────────────────────────────────

  private Outcome unanswered(Reply.NoAnswer none) {
    Sentences says = new Sentences(kind, connection, asMember, "");
    return none.mayHaveHappened()
        ? new Unknown(new Reason(ANSWER_LOST, says.cut(none.what())), null)
        : new RetryLater(new Reason(CRM_UNAVAILABLE, says.notReached(none.what())), null);
  }

  // ── the outcomes ─────────────────────────────────────────────────────────────────────────────

  private static Outcome atFault(String sentence) {
    return new ConnectionAtFault(new Reason(CONNECTION_AT_FAULT, sentence));
  }

  private static Outcome rejected(String sentence) {
    return new Rejected(new Reason(CRM_REJECTED, sentence));
  }

  private Outcome later(ReasonCode code, String sentence, Reply.Answered answer) {
    return new RetryLater(new Reason(code, sentence), retryAfter(answer));
  }

  private Outcome unknown(String sentence, Reply.Answered answer) {
    return new Unknown(new Reason(ANSWER_LOST, sentence), retryAfter(answer));
  }

  private @Nullable Duration retryAfter(Reply.Answered answer) {
    return RetryAfter.of(answer.headers(), now);
  }
}
