package io.leadline.event;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, told once, in the past tense. {@code telemetry} turns happenings into
 * log lines and metrics; nobody else listens. They hold no payload and no secret.
 */
public sealed interface Happening {

  /**
   * A request was stored.
   *
   * @param fresh how many new events it gave
   * @param duplicates how many parts were known already
   * @param edits how many of the new ones came under a known key with other content
   * @param secret which of the hook's secrets matched, from 1; 0 where nothing is verified
   */
  record WebhookAccepted(
      HookName hook, int fresh, int duplicates, int edits, int secret, Duration took)
      implements Happening {}

  /** A request was refused: nothing stored, but what the quarantine keeps. */
  record WebhookRefused(HookName hook, int status, String why) implements Happening {}

  record EventPrepared(EventId id, HookName hook, String mapping, int calls, int warnings)
      implements Happening {}

  record EventIgnored(EventId id, HookName hook, Reason reason) implements Happening {}

  record EventDied(EventId id, HookName hook, Reason reason) implements Happening {}

  record EventDelivered(EventId id, HookName hook, ConnectionName connection, Duration sinceReceipt)
      implements Happening {}

  /**
   * The sender was asked about a person. {@code answer}: found, missing, refused, withheld,
   * limited, failed.
   */
  record SubjectFetched(HookName hook, String answer, int events, Duration took)
      implements Happening {}

  /**
   * One try of one call.
   *
   * @param attempt from 1
   * @param status the HTTP status; 0 where no answer came
   * @param outcome accepted, retry_later, unknown, rejected, connection_at_fault
   */
  record CallAttempted(
      EventId id,
      HookName hook,
      ConnectionName connection,
      CallKind kind,
      int attempt,
      int status,
      String outcome,
      @Nullable Reason reason,
      Duration took)
      implements Happening {}

  record RetryScheduled(EventId id, HookName hook, int attempt, Instant due, Reason reason)
      implements Happening {}

  /** A call was on its way when the process ended or the answer was lost: it is made again. */
  record CallRepeated(EventId id, HookName hook, ConnectionName connection, CallKind kind)
      implements Happening {}

  /** A profile may have been added, and by the operator's choice a person decides. */
  record EventHeld(EventId id, HookName hook, ConnectionName connection, Reason reason)
      implements Happening {}

  /** A call was not sent: the CRM took the same for this person just before. */
  record CallCovered(EventId id, HookName hook, ConnectionName connection, CallKind kind)
      implements Happening {}

  record ConnectionPaused(ConnectionName connection, Reason reason) implements Happening {}

  record ConnectionResumed(ConnectionName connection) implements Happening {}

  /** A {@code Retry-After} that is no time, has passed, or asks for more than is believed. */
  record RetryAfterOdd(ConnectionName connection, String said) implements Happening {}

  /** The clock was set by so much; what waits was moved with it. */
  record ClockMoved(Duration by) implements Happening {}

  record FieldMapRefreshed(ConnectionName connection, int fields) implements Happening {}

  record MappingsLoaded(String hash, int mappings) implements Happening {}

  record MappingsRefused(int problems, String first) implements Happening {}

  record DeadLetterSent(EventId id) implements Happening {}

  /** The dead-letter endpoint failed; the event stays DEAD and the message is tried again. */
  record DeadLetterFailed(EventId id, String why, Instant due) implements Happening {}

  /** A replay run sent events back, or passed them over: stale, without calls, changed since. */
  record ReplayStepped(String run, int replayed, int stale, int withoutCalls, int changed)
      implements Happening {}

  /** Nothing is left of a replay run's plan. */
  record ReplayFinished(String run) implements Happening {}

  /**
   * Something newer of the person was delivered before a replayed event was sent. {@code came}:
   * skipped (it is as it was before), profile_only.
   */
  record ReplayWasStale(EventId id, HookName hook, String came) implements Happening {}

  /** A form was seen for the first time. */
  record FormSeen(HookName hook, String form, int questions) implements Happening {}

  /**
   * A question of a form is another than before. {@code what}: added, removed, retitled, retyped,
   * options changed. Id and title are the form's, and nobody's answer.
   */
  record FormChanged(HookName hook, String form, String what, String question, String title)
      implements Happening {}

  /** A hook has more forms than are noted: of this one, and of others, changes are not told. */
  record FormsTooMany(HookName hook, String form, int noted) implements Happening {}

  /** A person let so many requests in that had not verified as they came. */
  record QuarantineReleased(HookName hook, int requests) implements Happening {}

  /** Work in hand was taken up again after a stop that was none. */
  record WorkRecovered(int lanes) implements Happening {}

  /** The journal's disk has less than its reserve free: nothing is taken, nothing is sent. */
  record DiskNearlyFull(int freeMiB, int reserveMiB) implements Happening {}

  /** There is room on the journal's disk again: work goes on. */
  record DiskHasRoom(int freeMiB) implements Happening {}

  /** Work broke off because the journal could not do its part; it is tried again. */
  record JournalFailed(String where, String why) implements Happening {}

  /** Something of ours broke; work goes on and is tried again. */
  record DefectFound(String where, Throwable error) implements Happening {}
}
