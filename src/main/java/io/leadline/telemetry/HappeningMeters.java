package io.leadline.telemetry;

import io.leadline.event.Happening;
import io.leadline.event.Happenings;
import io.leadline.event.HookName;
import io.leadline.event.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Counters and timers. In Prometheus a counter {@code leadline.received} is {@code
 * leadline_received_total}, a timer {@code leadline.accept} is {@code leadline_accept_seconds}.
 *
 * <pre>
 * leadline.received           hook                       new events
 * leadline.duplicates         hook                       parts that were known already
 * leadline.edits              hook                       new events under a known key
 * leadline.rejected           hook status                requests that were refused
 * leadline.accept             hook                       time to store and answer a webhook
 * leadline.prepared           hook                       events whose calls were made
 * leadline.warnings           hook                       fields that were left out
 * leadline.ignored            hook code                  events ignored by somebody's word
 * leadline.dead               hook code                  dead letters
 * leadline.delivered          hook connection            events whose every call was accepted
 * leadline.delivery           connection                 time from receipt to delivery
 * leadline.calls              connection call outcome    tries of calls
 * leadline.crm                connection call            the CRM's time to answer
 * leadline.repeated           connection call            calls that may have been made twice
 * leadline.held               connection                 events that waited for a person
 * leadline.covered            connection call            calls not sent, for they say nothing new
 * leadline.retried            code                       tries put off
 * leadline.fetches            hook answer                people asked for at the sender
 * leadline.fetch              hook                       the sender's time to answer
 * leadline.pauses             connection code            connections that were stopped
 * leadline.deadletters        result                     messages to the dead-letter endpoint
 * leadline.replayed           outcome                    events that replay runs came to
 * leadline.replay.stale       came                       replays that were stale when sent
 * leadline.mappings.refused                              reloads that changed nothing
 * leadline.disk.full                                     times that the journal's disk was nearly full
 * leadline.journal.failures                              times that work broke off for the journal
 * leadline.recovered                                     lanes taken up again after a crash
 * leadline.internal.errors                               defects of ours
 * </pre>
 */
public final class HappeningMeters implements Happenings {
  private static final Duration[] FAST = millis(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 10_000);
  private static final Duration[] SLOW =
      millis(250, 1000, 5000, 15_000, 60_000, 300_000, 1_800_000, 7_200_000, 86_400_000);
  private static final Set<String> OUTCOMES =
      Set.of("accepted", "retry_later", "unknown", "rejected", "connection_at_fault");
  private static final Set<String> ANSWERS =
      Set.of("found", "missing", "refused", "withheld", "limited", "failed");
  private static final Set<String> STALE = Set.of("skipped", "profile_only");

  private final MeterRegistry registry;
  private final Predicate<HookName> isHook;

  /**
   * Makes the meters of a registry.
   *
   * @param isHook whether a hook is configured. Others, which anybody on the internet may name, are
   *     counted as {@code other}: tags stay bounded
   */
  public HappeningMeters(MeterRegistry registry, Predicate<HookName> isHook) {
    this.registry = registry;
    this.isHook = isHook;
    // There from the start: a rate over a series that begins with 1 misses its first event.
    registry.counter("leadline.mappings.refused");
    registry.counter("leadline.recovered");
    registry.counter("leadline.disk.full");
    registry.counter("leadline.journal.failures");
    registry.counter("leadline.internal.errors");
    registry.counter("leadline.deadletters", "result", "sent");
    registry.counter("leadline.deadletters", "result", "failed");
  }

  @Override
  public void tell(Happening happening) {
    if (happening instanceof Happening.WebhookAccepted it) {
      accepted(it);
    } else if (happening instanceof Happening.WebhookRefused it) {
      count("leadline.rejected", "hook", hook(it.hook()), "status", String.valueOf(it.status()));
    } else if (happening instanceof Happening.EventPrepared it) {
      count("leadline.prepared", "hook", hook(it.hook()));
      add(it.warnings(), "leadline.warnings", "hook", hook(it.hook()));
    } else if (happening instanceof Happening.EventIgnored it) {
      count("leadline.ignored", "hook", hook(it.hook()), "code", code(it.reason()));
    } else if (happening instanceof Happening.FormChanged it) {
      count("leadline.form.changes", "hook", hook(it.hook()), "what", it.what());
    } else if (happening instanceof Happening.EventDied it) {
      count("leadline.dead", "hook", hook(it.hook()), "code", code(it.reason()));
    } else if (happening instanceof Happening.EventDelivered it) {
      delivered(it);
    } else if (happening instanceof Happening.SubjectFetched it) {
      fetched(it);
    } else if (happening instanceof Happening.CallAttempted it) {
      attempted(it);
    } else if (happening instanceof Happening.RetryScheduled it) {
      count("leadline.retried", "code", code(it.reason()));
    } else if (happening instanceof Happening.CallRepeated it) {
      count(
          "leadline.repeated", "connection", it.connection().value(), "call", it.kind().wireName());
    } else if (happening instanceof Happening.EventHeld it) {
      count("leadline.held", "connection", it.connection().value());
    } else if (happening instanceof Happening.CallCovered it) {
      count(
          "leadline.covered", "connection", it.connection().value(), "call", it.kind().wireName());
    } else if (happening instanceof Happening.ConnectionPaused it) {
      count("leadline.pauses", "connection", it.connection().value(), "code", code(it.reason()));
    } else if (happening instanceof Happening.DeadLetterSent) {
      count("leadline.deadletters", "result", "sent");
    } else if (happening instanceof Happening.DeadLetterFailed) {
      count("leadline.deadletters", "result", "failed");
    } else if (happening instanceof Happening.ReplayStepped it) {
      replayed(it);
    } else if (happening instanceof Happening.ReplayWasStale it) {
      count("leadline.replay.stale", "came", known(STALE, it.came()));
    } else if (happening instanceof Happening.MappingsRefused) {
      count("leadline.mappings.refused");
    } else if (happening instanceof Happening.WorkRecovered it) {
      add(it.lanes(), "leadline.recovered");
    } else if (happening instanceof Happening.DiskNearlyFull) {
      count("leadline.disk.full");
    } else if (happening instanceof Happening.JournalFailed) {
      count("leadline.journal.failures");
    } else if (happening instanceof Happening.DefectFound) {
      count("leadline.internal.errors");
    }
  }

  private void replayed(Happening.ReplayStepped it) {
    add(it.replayed(), "leadline.replayed", "outcome", "replayed");
    add(it.stale(), "leadline.replayed", "outcome", "stale");
    add(it.withoutCalls(), "leadline.replayed", "outcome", "without_calls");
    add(it.changed(), "leadline.replayed", "outcome", "changed");
  }

  private void accepted(Happening.WebhookAccepted it) {
    String hook = hook(it.hook());
    add(it.fresh(), "leadline.received", "hook", hook);
    add(it.duplicates(), "leadline.duplicates", "hook", hook);
    add(it.edits(), "leadline.edits", "hook", hook);
    count("leadline.verified", "hook", hook, "secret", secret(it.secret()));
    time(it.took(), FAST, "leadline.accept", "hook", hook);
  }

  /** After a change of secrets it tells when the older one is used no more. */
  private static String secret(int number) {
    return number == 0 ? "none" : String.valueOf(number);
  }

  private void delivered(Happening.EventDelivered it) {
    String connection = it.connection().value();
    count("leadline.delivered", "hook", hook(it.hook()), "connection", connection);
    time(it.sinceReceipt(), SLOW, "leadline.delivery", "connection", connection);
  }

  private void attempted(Happening.CallAttempted it) {
    String connection = it.connection().value();
    String call = it.kind().wireName();
    String outcome = known(OUTCOMES, it.outcome());
    count("leadline.calls", "connection", connection, "call", call, "outcome", outcome);
    time(it.took(), FAST, "leadline.crm", "connection", connection, "call", call);
  }

  private void fetched(Happening.SubjectFetched it) {
    String answer = known(ANSWERS, it.answer());
    count("leadline.fetches", "hook", hook(it.hook()), "answer", answer);
    time(it.took(), FAST, "leadline.fetch", "hook", hook(it.hook()));
  }

  private void count(String name, String... tags) {
    add(1, name, tags);
  }

  /** Also of nothing: the series is there from the first request on. */
  private void add(int amount, String name, String... tags) {
    Counter.builder(name).tags(tags).register(registry).increment(amount);
  }

  private void time(Duration took, Duration[] buckets, String name, String... tags) {
    Timer.builder(name)
        .tags(tags)
        .serviceLevelObjectives(buckets)
        .register(registry)
        .record(took.isNegative() ? Duration.ZERO : took);
  }

  private String hook(HookName hook) {
    return isHook.test(hook) ? hook.value() : "other";
  }

  private static String known(Set<String> words, String word) {
    return words.contains(word) ? word : "other";
  }

  private static String code(Reason reason) {
    return reason.code().code();
  }

  private static Duration[] millis(long... millis) {
    return Arrays.stream(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }
}
