package io.leadline.deliver;

import io.leadline.event.ConnectionName;
import io.leadline.event.Happening.ConnectionPaused;
import io.leadline.event.Happening.ConnectionResumed;
import io.leadline.event.Happenings;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalUnavailable;
import io.leadline.journal.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The pause of one connection: kept in the journal, with what is known of its end in memory. The
 * journal and what we know of it change together, under one lock; whoever only looks sees one of
 * its states whole.
 */
final class Pausing {
  private final ConnectionName connection;
  private final Journal journal;
  private final Happenings happenings;
  private final Clock clock;
  private final Elapsing elapsing;
  private final Runnable opened;

  /** A lock, for a monitor would pin a virtual thread's carrier. */
  private final Lock changing = new ReentrantLock();

  private volatile State state;

  /**
   * @param opened what is to be done when a pause has ended, by whomever
   */
  Pausing(
      ConnectionName connection,
      Journal journal,
      Happenings happenings,
      Clock clock,
      Elapsing elapsing,
      Runnable opened) {
    this.connection = connection;
    this.journal = journal;
    this.happenings = happenings;
    this.clock = clock;
    this.elapsing = elapsing;
    this.opened = opened;
    Pause pause = journal.pauseOf(connection).orElse(null);
    this.state = new State(pause, false, null, Probing.of(pause, elapsing.nanos()));
  }

  /**
   * @param trial whether one lane is let through
   * @param answersSince since when the CRM answers the forced error during this pause
   */
  private record State(
      @Nullable Pause pause, boolean trial, @Nullable Instant answersSince, Probing probing) {
    State with(Probing next) {
      return new State(pause, trial, answersSince, next);
    }
  }

  // ── what it is like ───────────────────────────────────────────────────────────────────────────

  Optional<Pause> present() {
    return Optional.ofNullable(state.pause());
  }

  boolean isFor(ReasonCode code) {
    Pause pause = state.pause();
    return pause != null && pause.reason().code() == code;
  }

  boolean isOnTrial() {
    return state.trial();
  }

  /** Whether any call may be made, be it on trial. */
  boolean letsThrough() {
    State now = state;
    return now.pause() == null || now.trial();
  }

  /** When it is worth looking again; zero where calls may be made. */
  Duration opensIn() {
    State now = state;
    return now.pause() == null || now.trial() ? Duration.ZERO : now.probing().first();
  }

  boolean isProbeDue() {
    State now = state;
    return now.pause() != null && now.probing().isDue(elapsing.nanos());
  }

  /** How much of the present pause is not to be counted as time in which an event was tried. */
  Duration away() {
    State now = state;
    Pause pause = now.pause();
    if (pause == null) {
      return Duration.ZERO;
    }
    Instant since = now.answersSince();
    Duration away = Duration.between(pause.since(), since == null ? clock.instant() : since);
    return away.isNegative() ? Duration.ZERO : away;
  }

  // ── how it changes ────────────────────────────────────────────────────────────────────────────

  /** Nothing where it is paused for the like already. */
  void pauseFor(Reason reason) {
    boolean begun =
        alone(
            () -> {
              Pause known = state.pause();
              if (known != null && known.reason().code() == reason.code()) {
                return false;
              }
              Instant now = clock.instant();
              journal.pause(connection, reason, now);
              closed(new Pause(reason, known == null ? now : known.since()));
              return true;
            });
    if (begun) {
      happenings.tell(new ConnectionPaused(connection, reason));
    }
  }

  void resume() {
    boolean ended =
        alone(
            () -> {
              if (state.pause() == null) {
                return false;
              }
              boolean ours = journal.resume(connection, away());
              open();
              return ours;
            });
    if (ended) {
      happenings.tell(new ConnectionResumed(connection));
    }
  }

  /** Takes over what other nodes and commands did. */
  void takeOver() {
    alone(
        () -> {
          try {
            takeOver(journal.pauseOf(connection).orElse(null));
          } catch (JournalUnavailable e) {
            // What is known stays true until the journal says otherwise.
          }
          return true;
        });
  }

  private void takeOver(@Nullable Pause stored) {
    Pause known = state.pause();
    if (stored == null) {
      if (known != null) {
        open();
      }
    } else if (known == null || known.reason().code() != stored.reason().code()) {
      closed(stored);
    }
  }

  private void closed(Pause begun) {
    state = new State(begun, false, null, Probing.after(begun, elapsing.nanos()));
  }

  private void open() {
    state = new State(null, false, null, state.probing());
    opened.run();
  }

  // ── what the CRM says meanwhile ───────────────────────────────────────────────────────────────

  /** It was asked: next time at a greater distance. */
  void probed() {
    change(now -> now.with(now.probing().later(elapsing.nanos())));
  }

  /** The CRM is there: one lane is let through. */
  void beginTrial() {
    change(now -> new State(now.pause(), true, since(now), now.probing()));
  }

  /** The CRM is there, since when it first was during this pause. */
  void answers() {
    change(now -> new State(now.pause(), now.trial(), since(now), now.probing()));
  }

  private Instant since(State now) {
    Instant known = now.answersSince();
    return known == null ? clock.instant() : known;
  }

  /** The lane that was let through had no luck. */
  void endTrial() {
    change(
        now ->
            now.trial()
                ? new State(
                    now.pause(), false, now.answersSince(), now.probing().again(elapsing.nanos()))
                : now);
  }

  /** The account is known to be at fault: nobody is let through. */
  void breakTrialOff() {
    change(now -> new State(now.pause(), false, now.answersSince(), now.probing()));
  }

  private void change(UnaryOperator<State> how) {
    alone(() -> state = how.apply(state));
  }

  private <T> T alone(Supplier<T> deed) {
    changing.lock();
    try {
      return deed.get();
    } finally {
      changing.unlock();
    }
  }
}
