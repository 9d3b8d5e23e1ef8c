package io.leadline.cli;

import io.leadline.event.State;
import io.leadline.journal.ReplayFilter;
import io.leadline.journal.ReplayOptions;
import io.leadline.journal.ReplayOutcome;
import io.leadline.journal.ReplayPlan;
import io.leadline.journal.ReplayRun;
import io.leadline.journal.StaleReplay;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Replays in words. */
final class ReplayTexts {
  /** A server marks a running replay every two seconds at least. */
  private static final Duration WITHOUT_SERVER = Duration.ofSeconds(15);

  private ReplayTexts() {}

  // ── before ─────────────────────────────────────────────────────────────────────────────────────

  static List<String> plan(ReplayPlan plan, ReplayFilter filter, ReplayOptions options) {
    var lines = new ArrayList<String>();
    lines.add(events(plan.events()) + " to replay: " + filter.words());
    plan.groups().forEach(group -> lines.add(line(group)));
    if (plan.newer() > 0) {
      lines.add(
          "of %s something newer of the same person was delivered; %s"
              .formatted(events(plan.newer()), fateOfStale(options)));
    }
    if (plan.withoutLane() > 0) {
      lines.add(events(plan.withoutLane()) + " " + fateWithoutLane(options));
    }
    return lines;
  }

  private static String line(ReplayPlan.Group group) {
    return "%8d  %-8s %-20s %s"
        .formatted(
            group.events(),
            group.state().name().toLowerCase(Locale.ROOT),
            group.reason() == null ? "-" : group.reason().code(),
            group.hook());
  }

  private static String fateOfStale(ReplayOptions options) {
    return switch (options.stale()) {
      case SKIP -> "they stay as they are (--stale skip)";
      case PROFILE_ONLY -> "only their profile is added (--stale profile-only)";
      case SEND -> "they are sent all the same and overwrite it (--stale send)";
    };
  }

  private static String fateWithoutLane(ReplayOptions options) {
    if (options.asWas()) {
      return "without recorded calls: left as they are (--as-was)";
    }
    return options.stale() == StaleReplay.SEND
        ? "never prepared as far as a person: what is newer is not known"
        : "never prepared as far as a person: whether stale is seen when they are sent";
  }

  static List<String> started(ReplayRun run) {
    var lines = new ArrayList<String>();
    lines.add("%s: %s planned: %s".formatted(run.id(), events(run.planned()), run.filter()));
    if (run.skipped() > 0) {
      lines.add(skipped(run) + " and stay as they are");
    }
    lines.add(
        run.status() == ReplayRun.Status.FINISHED
            ? "nothing is left to replay"
            : "a running server replays them from now on; while none runs, they wait for one"
                + " (./leadline replays "
                + run.id()
                + ")");
    return lines;
  }

  // ── under way ──────────────────────────────────────────────────────────────────────────────────

  static String line(ReplayRun run, Instant now) {
    return "%-5s %s  %-18s %d of %d replayed, %d skipped, %d left  %s"
        .formatted(
            run.id(),
            run.madeAt().truncatedTo(ChronoUnit.SECONDS),
            status(run, now),
            run.replayed(),
            run.planned(),
            run.skipped(),
            run.left(),
            run.filter());
  }

  static List<String> lines(ReplayRun run, Map<State, Long> replayedNow, Instant now) {
    var lines = new ArrayList<String>();
    lines.add(field("replay", run.id()));
    lines.add(field("status", status(run, now)));
    lines.add(field("filter", run.filter()));
    lines.add(field("how", how(run.options())));
    lines.add(field("made_at", run.madeAt()));
    if (run.endedAt() != null) {
      lines.add(field("ended_at", run.endedAt()));
    }
    lines.add(field("planned", run.planned()));
    lines.add(field("replayed", run.replayed() + now(run, replayedNow)));
    lines.add(field("skipped", run.skipped() == 0 ? "0" : skipped(run)));
    lines.add(field("left", run.left()));
    return lines;
  }

  static String cancelled(ReplayRun run) {
    return run.status() == ReplayRun.Status.CANCELLED
        ? "%s is cancelled: %d of %d were replayed, %d stay where they are"
            .formatted(run.id(), run.replayed(), run.planned(), run.skipped() + run.left())
        : "%s was finished before: %d of %d were replayed"
            .formatted(run.id(), run.replayed(), run.planned());
  }

  private static String status(ReplayRun run, Instant now) {
    if (run.status() != ReplayRun.Status.RUNNING) {
      return run.status().name().toLowerCase(Locale.ROOT);
    }
    Instant worked = run.workedAt() == null ? run.madeAt() : run.workedAt();
    boolean isWorked = Duration.between(worked, now).compareTo(WITHOUT_SERVER) < 0;
    if (isWorked) {
      return run.workedAt() == null ? "about to begin" : "running";
    }
    return "waits for a server";
  }

  private static String how(ReplayOptions options) {
    return (options.asWas() ? "with the recorded calls" : "with the mappings of now")
        + ", stale: "
        + options.stale().word()
        + (options.rate() == null ? "" : ", " + options.rate() + " a second");
  }

  /** {@code , of these now: 20 delivered, 3 dead}: what died again says so. */
  private static String now(ReplayRun run, Map<State, Long> replayedNow) {
    var states = new ArrayList<String>();
    long known = 0;
    for (Map.Entry<State, Long> entry : replayedNow.entrySet()) {
      states.add(entry.getValue() + " " + word(entry.getKey()));
      known += entry.getValue();
    }
    if (known < run.replayed()) {
      states.add((run.replayed() - known) + " replayed again since");
    }
    return states.isEmpty() ? "" : ", of these now: " + String.join(", ", states);
  }

  private static String word(State state) {
    return switch (state) {
      case RECEIVED, READY -> "waiting (" + state + ")";
      case DEAD -> "dead again";
      case IGNORED -> "ignored";
      default -> state.name().toLowerCase(Locale.ROOT);
    };
  }

  private static String skipped(ReplayRun run) {
    var why = new ArrayList<String>();
    add(why, run, ReplayOutcome.STALE, "stale: something newer of the person was delivered");
    add(why, run, ReplayOutcome.WITHOUT_CALLS, "without recorded calls");
    add(why, run, ReplayOutcome.CHANGED, "changed by a person since the plan");
    return String.join("; ", why);
  }

  private static void add(List<String> why, ReplayRun run, ReplayOutcome outcome, String words) {
    if (run.of(outcome) > 0) {
      why.add(run.of(outcome) + " " + words);
    }
  }

  private static String field(String name, Object value) {
    return String.format("%-9s %s", name, value);
  }

  private static String events(long count) {
    return count == 1 ? "1 event" : count + " events";
  }
}
