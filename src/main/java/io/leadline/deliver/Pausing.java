package io.leadline.deliver;

import io.leadline.event.CallKind;
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
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
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
    this.state = new State(pause, null, false, null, Probing.of(pause, elapsing.nanos()));
  }

  /**
   * @param of the kind of call that it began with; not known after a restart
   * @param trial whether one lane is let through
   * @param answeredAt when the CRM first answered the forced error during this pause
   */
  private record State(
      @Nullable Pause pause,
      @Nullable CallKind of,
      boolean trial,
      @Nullable Long answeredAt,
      Probing probing) {
    State with(Probing next) {
      return new State(pause, of, trial, answeredAt, next);
    }

    State with(Pause same) {
      return new State(same, of, trial, answeredAt, probing);
    }

    boolean isFor(ReasonCode code) {
      return pause != null && pause.reason().code() == code;
    }
  }

  // ── what it is like ───────────────────────────────────────────────────────────────────────────

  Optional<Pause> present() {
    return Optional.ofNullable(state.pause());
  }

  boolean isFor(ReasonCode code) {
    return state.isFor(code);
  }

  /** Whether it is for calls of this kind, as far as that is known. */
  boolean isFor(ReasonCode code, CallKind kind) {
    State now = state;
    return now.isFor(code) && (now.of() == null || now.of() == kind);
  }

  boolean isOnTrial() {
    State now = state;
    return now.pause() != null && now.trial();
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
    return now.pause() != null
        && !now.isFor(ReasonCode.PAUSED_BY_HAND)
        && now.probing().isDue(elapsing.nanos());
  }

  /**
   * How much of the present pause is not to be counted as time in which an event was tried. Once a
   * CRM that was away answers, the time counts again, or an event that alone makes it fail would
   * never end.
   */
  Duration away() {
    State now = state;
    Pause pause = now.pause();
    if (pause == null) {
      return Duration.ZERO;
    }
    Duration away = Duration.between(pause.since(), clock.instant()).minus(back(now));
    return away.isNegative() ? Duration.ZERO : away;
  }

  private Duration back(State now) {
    Long at = now.answeredAt();
    return at == null || !now.isFor(ReasonCode.CRM_UNAVAILABLE)
        ? Duration.ZERO
        : Duration.ofNanos(elapsing.nanos() - at);
  }

  // ── how it changes ────────────────────────────────────────────────────────────────────────────

  /**
   * Nothing where it is paused for the like already, or by a person: whoever paused it by hand ends
   * it.
   *
   * @param of the kind of call that gave rise to it; null for the account as a whole
   */
  void pauseFor(Reason reason, @Nullable CallKind of) {
    pauseWhere(
        now -> !now.isFor(reason.code()) && !now.isFor(ReasonCode.PAUSED_BY_HAND), reason, of);
  }

  /** The present pause is for another reason than was thought; nothing where it is over. */
  void turnInto(Pause seen, Reason reason) {
    pauseWhere(now -> now.pause() == seen && !now.isFor(reason.code()), reason, null);
  }

  private void pauseWhere(Predicate<State> where, Reason reason, @Nullable CallKind of) {
    boolean begun =
        alone(
            () -> {
              if (!where.test(state)) {
                return false;
              }
              Pause known = state.pause();
              Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
              journal.pause(connection, reason, now);
              closed(new Pause(reason, known == null ? now : known.since()), of);
              return true;
            });
    if (begun) {
      happenings.tell(new ConnectionPaused(connection, reason));
    }
  }

  /**
   * What it was paused for is over. Where that cannot be written it stays as it is, and the next
   * good answer ends it: whoever had this one has more to do than to wait for that.
   *
   * @param expected nothing where it is paused for something else by now
   */
  void resume(ReasonCode expected) {
    if (alone(() -> state.isFor(expected) && ended())) {
      happenings.tell(new ConnectionResumed(connection));
    }
  }

  private boolean ended() {
    try {
      boolean ours = journal.resume(connection, away());
      open();
      return ours;
    } catch (JournalUnavailable e) {
      return false;
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
      closed(stored, null);
    } else if (!known.equals(stored)) {
      // Another node had begun it, or the journal's times were moved after a clock was set.
      state = state.with(stored);
    }
  }

  private void closed(Pause begun, @Nullable CallKind of) {
    state = new State(begun, of, false, null, Probing.after(begun, elapsing.nanos()));
  }

  private void open() {
    state = new State(null, null, false, null, state.probing());
    opened.run();
  }

  // ── what the CRM says meanwhile ───────────────────────────────────────────────────────────────

  /** It was asked: next time at a greater distance. */
  void probed() {
    change(now -> now.with(now.probing().later(elapsing.nanos())));
  }

  /** The CRM is there; since when it first was counts. */
  void answers(Pause seen) {
    changeIfStill(seen, now -> answered(now, now.trial()));
  }

  /** One lane is let through; not where that pause is over. */
  void beginTrial(Pause seen) {
    changeIfStill(seen, now -> answered(now, true));
  }

  private State answered(State now, boolean trial) {
    Long known = now.answeredAt();
    long at = known == null ? elapsing.nanos() : known;
    return new State(now.pause(), now.of(), trial, at, now.probing());
  }

  /** The lane that was let through had no luck: the next one at the same distance again. */
  void endTrial() {
    change(now -> now.trial() ? shut(now).with(now.probing().again(elapsing.nanos())) : now);
  }

  /** Nobody is let through. */
  void shut() {
    change(Pausing::shut);
  }

  private static State shut(State now) {
    return new State(now.pause(), now.of(), false, now.answeredAt(), now.probing());
  }

  private void changeIfStill(Pause seen, UnaryOperator<State> how) {
    change(now -> now.pause() == seen ? how.apply(now) : now);
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
