package io.leadline.crash;

import io.leadline.crm.CrmRequest;
import io.leadline.crm.Reply;
import io.leadline.deliver.CrmEndpoint;
import io.leadline.event.CallKind;
import io.leadline.event.Happening.MappingsLoaded;
import io.leadline.event.Happenings;
import io.leadline.journal.Journal;
import io.leadline.journal.jdbc.StoreWatch;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The crash that {@code LEADLINE_CRASH_AT=<point>[:n]} asks for: at the n-th time that the point is
 * reached the process ends as if it were killed. Each part of the server is wrapped at the seam
 * where the point lies, and only where the point is asked for: else it is given back as it is.
 */
public final class Crash {
  private static final String VARIABLE = "LEADLINE_CRASH_AT";
  private static final Pattern FORM = Pattern.compile("([a-z-]+)(?::([1-9][0-9]{0,8}))?");

  private final @Nullable CrashPoint point;
  private final AtomicInteger left;
  private final Runnable end;

  private Crash(@Nullable CrashPoint point, int time, Runnable end) {
    this.point = point;
    this.left = new AtomicInteger(time);
    this.end = end;
  }

  /**
   * What the environment asks for: nearly always nothing.
   *
   * @param end ends the process at once, with nothing tidied up
   * @throws IllegalArgumentException where it names no point
   */
  public static Crash read(Map<String, String> environment, Runnable end) {
    String text = environment.getOrDefault(VARIABLE, "").strip();
    if (text.isEmpty()) {
      return new Crash(null, 0, end);
    }
    Matcher form = FORM.matcher(text);
    CrashPoint point =
        Optional.of(form)
            .filter(Matcher::matches)
            .flatMap(matched -> CrashPoint.of(matched.group(1)))
            .orElseThrow(() -> unknown(text));
    int time = form.group(2) == null ? 1 : Integer.parseInt(form.group(2));
    LoggerFactory.getLogger(Crash.class)
        .warn(
            "{} is set: this process will end by itself, time {} at {}. It is for proofs; take it"
                + " out of the environment of a server that is to stay",
            VARIABLE,
            time,
            point.word());
    return new Crash(point, time, end);
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        VARIABLE
            + " is '"
            + text
            + "': it must be a point, or a point with a number as append-before-commit:3 (the points: "
            + CrashPoint.allWords()
            + "); a server that is to stay has it not set");
  }

  private boolean isAt(CrashPoint asked) {
    return point == asked;
  }

  private void reached() {
    if (left.decrementAndGet() == 0) {
      System.err.println("leadline: crash point " + point + " is reached: this process ends here");
      System.err.flush();
      end.run();
    }
  }

  /** To be given to the store. */
  public StoreWatch watch() {
    if (isAt(CrashPoint.APPEND_BEFORE_COMMIT)) {
      return new AppendWatch(this::reached);
    }
    return isAt(CrashPoint.MIGRATION) ? new MigrationWatch(this::reached) : StoreWatch.NOBODY;
  }

  public Journal around(Journal journal) {
    if (isAt(CrashPoint.APPEND_BEFORE_ANSWER)) {
      return JournalSteps.after("append", journal, this::reached);
    }
    if (isAt(CrashPoint.PREPARE_BEFORE_COMMIT)) {
      return JournalSteps.before("prepare", journal, this::reached);
    }
    return isAt(CrashPoint.REPLAY_MIDWAY)
        ? JournalSteps.after("replayStep", journal, this::reached)
        : journal;
  }

  public CrmEndpoint around(CrmEndpoint crm) {
    if (isAt(CrashPoint.CONTACT_BEFORE_RECORD)) {
      return request -> exchanged(request, crm.exchange(request), CallKind.CREATE_CONTACT);
    }
    return isAt(CrashPoint.PROFILE_BEFORE_RECORD)
        ? request -> exchanged(request, crm.exchange(request), CallKind.ADD_PROFILE)
        : crm;
  }

  /** What the CRM refused changed nothing there. */
  private Reply exchanged(CrmRequest request, Reply reply, CallKind kind) {
    boolean taken = reply instanceof Reply.Answered answered && answered.status() / 100 == 2;
    if (taken && request.kind() == kind) {
      reached();
    }
    return reply;
  }

  /**
   * @param connections each takes up a set at the start, which is no swap
   */
  public Happenings around(Happenings happenings, int connections) {
    if (!isAt(CrashPoint.MAPPING_SWAP)) {
      return happenings;
    }
    var loads = new AtomicInteger();
    return happening -> {
      happenings.tell(happening);
      if (happening instanceof MappingsLoaded && loads.incrementAndGet() > connections) {
        reached();
      }
    };
  }
}
