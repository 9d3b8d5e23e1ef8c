package io.leadline.telemetry;

import io.leadline.event.CallKind;
import io.leadline.event.ConnectionName;
import io.leadline.event.EventId;
import io.leadline.event.Happening;
import io.leadline.event.HookName;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One happening of every kind. */
final class Samples {
  static final EventId ID = new EventId("01K3Z8Q4V6X7Y8Z9A0B1C2D3E4");
  static final HookName HOOK = new HookName("typeform");
  static final ConnectionName EU = new ConnectionName("eu");
  static final Instant DUE = Instant.parse("2026-03-01T10:00:00Z");
  static final Duration TOOK = Duration.ofMillis(120);
  static final Reason REASON =
      new Reason(ReasonCode.CRM_REJECTED, "The CRM refused: Ada Lovelace of \"Acme\" is unknown");

  private Samples() {}

  static Happening attempted(String outcome, @Nullable Reason reason) {
    return new Happening.CallAttempted(
        ID, HOOK, EU, CallKind.CREATE_CONTACT, 2, 200, outcome, reason, TOOK);
  }

  static Happening fetched(String answer) {
    return new Happening.SubjectFetched(HOOK, answer, 3, TOOK);
  }

  static List<Happening> all() {
    return List.of(
        new Happening.WebhookAccepted(HOOK, 2, 1, 1, 1, TOOK),
        new Happening.WebhookRefused(HOOK, 401, "the signature does not match"),
        new Happening.EventPrepared(ID, HOOK, "demo-request", 2, 3),
        new Happening.EventIgnored(ID, HOOK, REASON),
        new Happening.EventDied(ID, HOOK, REASON),
        new Happening.EventDelivered(ID, HOOK, EU, TOOK),
        fetched("found"),
        attempted("rejected", REASON),
        new Happening.RetryScheduled(ID, HOOK, 2, DUE, REASON),
        new Happening.CallRepeated(ID, HOOK, EU, CallKind.ADD_PROFILE),
        new Happening.EventHeld(ID, HOOK, EU, REASON),
        new Happening.CallCovered(ID, HOOK, EU, CallKind.ADD_PROFILE),
        new Happening.ConnectionPaused(EU, REASON),
        new Happening.ConnectionResumed(EU),
        new Happening.ClockMoved(TOOK),
        new Happening.RetryAfterOdd(EU, "-5"),
        new Happening.FieldMapRefreshed(EU, 44),
        new Happening.MappingsLoaded("ab12", 4),
        new Happening.MappingsRefused(2, "mappings/a.yaml:3:1: what"),
        new Happening.DeadLetterSent(ID),
        new Happening.DeadLetterFailed(ID, "refused", DUE),
        new Happening.ReplayStepped("R12", 20, 3, 2, 1),
        new Happening.ReplayFinished("R12"),
        new Happening.FormSeen(HOOK, "f-1", 9),
        new Happening.FormChanged(HOOK, "f-1", "retitled", "q1", "Your name"),
        new Happening.FormsTooMany(HOOK, "f-201", 200),
        new Happening.QuarantineReleased(HOOK, 20),
        new Happening.ReplayWasStale(ID, HOOK, "skipped"),
        new Happening.WorkRecovered(5),
        new Happening.DiskNearlyFull(12, 64),
        new Happening.DiskHasRoom(90),
        new Happening.JournalFailed("taking lanes", "the journal is away"),
        new Happening.DefectFound("prepare", failure()));
  }

  static RuntimeException failure() {
    return new IllegalStateException(
        "Ada Lovelace", new IllegalArgumentException("ada@acme.example"));
  }
}
