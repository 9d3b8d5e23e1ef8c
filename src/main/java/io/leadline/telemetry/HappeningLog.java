package io.leadline.telemetry;

import static org.slf4j.event.Level.DEBUG;
import static org.slf4j.event.Level.ERROR;
import static org.slf4j.event.Level.INFO;
import static org.slf4j.event.Level.WARN;

import io.leadline.event.Happening;
import io.leadline.event.Happening.CallAttempted;
import io.leadline.event.Happening.CallCovered;
import io.leadline.event.Happening.CallRepeated;
import io.leadline.event.Happening.ClockMoved;
import io.leadline.event.Happening.ConnectionPaused;
import io.leadline.event.Happening.ConnectionResumed;
import io.leadline.event.Happening.DeadLetterFailed;
import io.leadline.event.Happening.DeadLetterSent;
import io.leadline.event.Happening.EventDelivered;
import io.leadline.event.Happening.EventDied;
import io.leadline.event.Happening.EventHeld;
import io.leadline.event.Happening.EventIgnored;
import io.leadline.event.Happening.EventPrepared;
import io.leadline.event.Happening.FieldMapRefreshed;
import io.leadline.event.Happening.MappingsLoaded;
import io.leadline.event.Happening.MappingsRefused;
import io.leadline.event.Happening.ReplayFinished;
import io.leadline.event.Happening.ReplayStepped;
import io.leadline.event.Happening.ReplayWasStale;
import io.leadline.event.Happening.RetryAfterOdd;
import io.leadline.event.Happening.RetryScheduled;
import io.leadline.event.Happening.SubjectFetched;
import io.leadline.event.Happening.WebhookAccepted;
import io.leadline.event.Happening.WebhookRefused;
import io.leadline.event.Happening.WorkRecovered;
import io.leadline.event.Happenings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One log line for each happening: {@code call attempted id=01K3... hook=typeform
 * call=createContact attempt=1 status=200 outcome=accepted duration_ms=120}.
 *
 * <p>No payload, nobody's data, no secret: of a reason the code only. With {@code
 * logging.level.io.leadline.telemetry=DEBUG} a line also carries the sentence ({@code detail=}),
 * which may quote the CRM.
 */
public final class HappeningLog implements Happenings {
  private final Logger log;

  public HappeningLog() {
    this(LoggerFactory.getLogger(HappeningLog.class));
  }

  HappeningLog(Logger log) {
    this.log = log;
  }

  @Override
  public void tell(Happening happening) {
    Line line = line(happening);
    if (log.isEnabledForLevel(line.level())) {
      log.atLevel(line.level()).setCause(line.thrown()).log(line.text(log.isDebugEnabled()));
    }
  }

  /**
   * The levels: ERROR where a person must act before anything goes on, WARN where a lead or a
   * setting wants a person's eye, INFO for the life of an event, DEBUG for what others tell anyway.
   * A failure that is expected and tried again is INFO.
   */
  static Level levelOf(Happening happening) {
    if (happening instanceof Happening.DefectFound
        || happening instanceof ConnectionPaused
        || happening instanceof Happening.DiskNearlyFull) {
      return ERROR;
    }
    if (happening instanceof WebhookRefused
        || happening instanceof EventDied
        || happening instanceof CallRepeated
        || happening instanceof EventHeld
        || happening instanceof MappingsRefused
        || happening instanceof RetryAfterOdd
        || happening instanceof ClockMoved
        || happening instanceof DeadLetterFailed
        || happening instanceof Happening.FormChanged
        || happening instanceof Happening.FormsTooMany
        || happening instanceof Happening.JournalFailed) {
      return WARN;
    }
    if (happening instanceof CallAttempted attempted) {
      return switch (attempted.outcome()) {
        case "accepted", "retry_later" -> INFO;
        default -> WARN;
      };
    }
    if (happening instanceof SubjectFetched fetched) {
      return switch (fetched.answer()) {
        case "found", "missing", "limited" -> INFO;
        default -> WARN;
      };
    }
    return happening instanceof DeadLetterSent ? DEBUG : INFO;
  }

  private static Line line(Happening happening) {
    Level level = levelOf(happening);
    if (happening instanceof WebhookAccepted it) {
      return Line.of(level, "webhook accepted")
          .with("hook", it.hook())
          .with("fresh", it.fresh())
          .with("duplicates", it.duplicates())
          .with("edits", it.edits())
          .with("secret", it.secret())
          .took(it.took());
    }
    if (happening instanceof WebhookRefused it) {
      return Line.of(level, "webhook refused")
          .with("hook", it.hook())
          .with("status", it.status())
          .with("why", it.why());
    }
    if (happening instanceof EventPrepared it) {
      return Line.of(level, "event prepared")
          .with("id", it.id())
          .with("hook", it.hook())
          .with("mapping", it.mapping())
          .with("calls", it.calls())
          .with("warnings", it.warnings());
    }
    if (happening instanceof EventIgnored it) {
      return Line.of(level, "event ignored")
          .with("id", it.id())
          .with("hook", it.hook())
          .because(it.reason());
    }
    if (happening instanceof EventDied it) {
      return Line.of(level, "event died")
          .with("id", it.id())
          .with("hook", it.hook())
          .because(it.reason());
    }
    if (happening instanceof EventDelivered it) {
      return Line.of(level, "event delivered")
          .with("id", it.id())
          .with("hook", it.hook())
          .with("connection", it.connection())
          .took(it.sinceReceipt());
    }
    if (happening instanceof SubjectFetched it) {
      return Line.of(level, "subject fetched")
          .with("hook", it.hook())
          .with("answer", it.answer())
          .with("events", it.events())
          .took(it.took());
    }
    if (happening instanceof CallAttempted it) {
      return Line.of(level, "call attempted")
          .with("id", it.id())
          .with("hook", it.hook())
          .with("connection", it.connection())
          .with("call", it.kind())
          .with("attempt", it.attempt())
          .with("status", it.status())
          .with("outcome", it.outcome())
          .because(it.reason())
          .took(it.took());
    }
    if (happening instanceof RetryScheduled it) {
      return Line.of(level, "retry scheduled")
          .with("id", it.id())
          .with("hook", it.hook())
          .with("attempt", it.attempt())
          .with("due", it.due())
          .because(it.reason());
    }
    if (happening instanceof CallRepeated it) {
      return Line.of(level, "call repeated")
          .with("id", it.id())
          .with("hook", it.hook())
          .with("connection", it.connection())
          .with("call", it.kind());
    }
    if (happening instanceof ReplayWasStale it) {
      return Line.of(level, "replay was stale")
          .with("id", it.id())
          .with("hook", it.hook())
          .with("came", it.came());
    }
    if (happening instanceof EventHeld it) {
      return Line.of(level, "event held")
          .with("id", it.id())
          .with("hook", it.hook())
          .with("connection", it.connection())
          .because(it.reason());
    }
    if (happening instanceof CallCovered it) {
      return Line.of(level, "call covered")
          .with("id", it.id())
          .with("hook", it.hook())
          .with("connection", it.connection())
          .with("call", it.kind());
    }
    return lineAboutTheWhole(level, happening);
  }

  /** Happenings that are not about one event's way. */
  private static Line lineAboutTheWhole(Level level, Happening happening) {
    if (happening instanceof ConnectionPaused it) {
      return Line.of(level, "connection paused")
          .with("connection", it.connection())
          .because(it.reason());
    }
    if (happening instanceof ConnectionResumed it) {
      return Line.of(level, "connection resumed").with("connection", it.connection());
    }
    if (happening instanceof ClockMoved it) {
      return Line.of(level, "clock moved").with("by", it.by());
    }
    if (happening instanceof RetryAfterOdd it) {
      return Line.of(level, "retry-after not believed")
          .with("connection", it.connection())
          .with("said", it.said());
    }
    if (happening instanceof FieldMapRefreshed it) {
      return Line.of(level, "field map refreshed")
          .with("connection", it.connection())
          .with("fields", it.fields());
    }
    if (happening instanceof MappingsLoaded it) {
      return Line.of(level, "mappings loaded")
          .with("hash", it.hash())
          .with("mappings", it.mappings());
    }
    if (happening instanceof MappingsRefused it) {
      return Line.of(level, "mappings refused")
          .with("problems", it.problems())
          .with("first", it.first().lines().findFirst().orElse(""));
    }
    if (happening instanceof DeadLetterSent it) {
      return Line.of(level, "dead letter sent").with("id", it.id());
    }
    if (happening instanceof DeadLetterFailed it) {
      return Line.of(level, "dead letter failed")
          .with("id", it.id())
          .with("why", it.why())
          .with("due", it.due());
    }
    if (happening instanceof ReplayStepped it) {
      return Line.of(level, "replay stepped")
          .with("run", it.run())
          .with("replayed", it.replayed())
          .with("stale", it.stale())
          .with("without_calls", it.withoutCalls())
          .with("changed", it.changed());
    }
    if (happening instanceof ReplayFinished it) {
      return Line.of(level, "replay finished").with("run", it.run());
    }
    if (happening instanceof Happening.FormSeen it) {
      return Line.of(level, "form seen")
          .with("hook", it.hook())
          .with("form", it.form())
          .with("questions", it.questions());
    }
    if (happening instanceof Happening.FormChanged it) {
      return Line.of(level, "form changed")
          .with("hook", it.hook())
          .with("form", it.form())
          .with("what", it.what())
          .with("question", it.question())
          .with("title", it.title());
    }
    if (happening instanceof Happening.FormsTooMany it) {
      return Line.of(level, "forms too many")
          .with("hook", it.hook())
          .with("form", it.form())
          .with("noted", it.noted());
    }
    if (happening instanceof Happening.QuarantineReleased it) {
      return Line.of(level, "quarantine released")
          .with("hook", it.hook())
          .with("requests", it.requests());
    }
    if (happening instanceof WorkRecovered it) {
      return Line.of(level, "work recovered").with("lanes", it.lanes());
    }
    if (happening instanceof Happening.DiskNearlyFull it) {
      return Line.of(level, "disk nearly full")
          .with("free_mib", it.freeMiB())
          .with("reserve_mib", it.reserveMiB());
    }
    if (happening instanceof Happening.DiskHasRoom it) {
      return Line.of(level, "disk has room").with("free_mib", it.freeMiB());
    }
    if (happening instanceof Happening.JournalFailed it) {
      return Line.of(level, "journal failed").with("where", it.where()).with("why", it.why());
    }
    if (happening instanceof Happening.DefectFound it) {
      return Line.of(level, "internal error:").with("where", it.where()).thrown(it.error());
    }
    return Line.of(level, happening.getClass().getSimpleName());
  }
}
