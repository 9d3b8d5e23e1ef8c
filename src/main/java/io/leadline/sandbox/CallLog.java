package io.leadline.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every CRM call in order of arrival, and which of them were under way together. Keeps the newest
 * records only; the counts are of all. Thread-safe.
 */
final class CallLog {
  private final Clock clock;
  private final int kept;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private final Set<Entry> underWay = new HashSet<>();
  private final Map<Operation, Map<CallOutcome, Long>> ended = new EnumMap<>(Operation.class);
  private final Map<FaultKind, Long> faulted = new EnumMap<>(FaultKind.class);
  private long seq;
  private int maxConcurrent;
  private long overlaps;
  private long overlapsWithHeld;

  CallLog(Clock clock, int kept) {
    this.clock = clock;
    this.kept = kept;
  }

  /** Who calls about whom, as far as the request says; the API key comes masked. */
  record Caller(
      @Nullable String person,
      @Nullable String orgId,
      @Nullable String memberId,
      @Nullable String email,
      @Nullable String contactId,
      String maskedKey) {}

  synchronized Entry begin(Operation call, Caller caller) {
    var entry = new Entry(++seq, call, clock.instant(), caller);
    underWay.forEach(other -> noteOverlap(entry, other));
    underWay.add(entry);
    maxConcurrent = Math.max(maxConcurrent, underWay.size());
    entries.addLast(entry);
    if (entries.size() > kept) {
      entries.removeFirst();
    }
    return entry;
  }

  private void noteOverlap(Entry entry, Entry other) {
    var person = entry.caller.person();
    if (person == null || !Objects.equals(person, other.caller.person())) {
      return;
    }
    if (other.held) {
      overlapsWithHeld += (entry.overlapWithHeld ? 0 : 1) + (other.overlapWithHeld ? 0 : 1);
      entry.overlapWithHeld = true;
      other.overlapWithHeld = true;
    } else {
      overlaps += (entry.overlap ? 0 : 1) + (other.overlap ? 0 : 1);
      entry.overlap = true;
      other.overlap = true;
    }
  }

  synchronized void hold(Entry entry, boolean held) {
    entry.held = held;
  }

  synchronized void end(Entry entry, Settled settled) {
    entry.ending = Ending.of(clock.instant(), settled);
    // One that began before everything was forgotten is not counted afterwards.
    if (underWay.remove(entry)) {
      count(entry.call, settled);
    }
  }

  private void count(Operation call, Settled settled) {
    ended
        .computeIfAbsent(call, any -> new EnumMap<>(CallOutcome.class))
        .merge(settled.outcome(), 1L, Long::sum);
    if (settled.fault() != null) {
      faulted.merge(settled.fault(), 1L, Long::sum);
    }
  }

  synchronized List<CallRecord> since(long after) {
    return entries.stream().filter(entry -> entry.seq > after).map(Entry::view).toList();
  }

  synchronized List<CallRecord> newest(int count) {
    return entries.stream().skip(Math.max(0, entries.size() - count)).map(Entry::view).toList();
  }

  synchronized Summary summary(Records.Counts records, long hubspotReads) {
    var calls = new LinkedHashMap<String, Map<String, Long>>();
    ended.forEach((call, outcomes) -> calls.put(call.word(), words(outcomes)));
    var faults = new LinkedHashMap<String, Long>();
    faulted.forEach((kind, count) -> faults.put(kind.word(), count));
    return new Summary(
        records.contacts(),
        records.entities(),
        records.profiles(),
        seq,
        underWay.size(),
        calls,
        faults,
        maxConcurrent,
        overlaps,
        overlapsWithHeld,
        hubspotReads);
  }

  private static Map<String, Long> words(Map<CallOutcome, Long> outcomes) {
    var words = new LinkedHashMap<String, Long>();
    outcomes.forEach((outcome, count) -> words.put(outcome.word(), count));
    return words;
  }

  synchronized void forget() {
    entries.clear();
    underWay.clear();
    ended.clear();
    faulted.clear();
    seq = 0;
    maxConcurrent = 0;
    overlaps = 0;
    overlapsWithHeld = 0;
  }

  /** What is kept of a settled call: not the bodies, of which there may be very many. */
  private record Ending(
      @Nullable Instant at,
      @Nullable Integer httpStatus,
      @Nullable String statusWord,
      @Nullable String contactId,
      @Nullable Long profileId,
      CallOutcome outcome,
      @Nullable FaultKind fault,
      boolean committed,
      List<String> sentences,
      List<String> ignored) {

    static final Ending NONE =
        new Ending(
            null, null, null, null, null, CallOutcome.UNDER_WAY, null, false, List.of(), List.of());

    static Ending of(Instant at, Settled settled) {
      var reply = settled.reply();
      var ruling = settled.ruling();
      return new Ending(
          at,
          reply.httpStatus(),
          reply.statusWord(),
          ruling == null ? null : ruling.contactId(),
          ruling == null ? null : ruling.profileId(),
          settled.outcome(),
          settled.fault(),
          settled.committed(),
          ruling == null ? List.of() : ruling.sentences(),
          ruling == null ? List.of() : ruling.ignored());
    }
  }

  /** One call; its fields are read and written under the log's lock only. */
  static final class Entry {
    private final long seq;
    private final Operation call;
    private final Instant startedAt;
    private final Caller caller;
    private @Nullable Ending ending;
    private boolean held;
    private boolean overlap;
    private boolean overlapWithHeld;

    private Entry(long seq, Operation call, Instant startedAt, Caller caller) {
      this.seq = seq;
      this.call = call;
      this.startedAt = startedAt;
      this.caller = caller;
    }

    private CallRecord view() {
      var end = ending == null ? Ending.NONE : ending;
      return new CallRecord(
          seq,
          call,
          startedAt,
          end.at(),
          end.httpStatus(),
          end.statusWord(),
          caller.orgId(),
          caller.memberId(),
          caller.email(),
          end.contactId() == null ? caller.contactId() : end.contactId(),
          end.profileId(),
          caller.maskedKey(),
          end.outcome(),
          end.fault(),
          end.committed(),
          overlap,
          overlapWithHeld,
          end.sentences(),
          end.ignored());
    }
  }
}
