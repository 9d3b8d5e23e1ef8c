package io.leadline.journal.jdbc;

import io.leadline.event.HookName;
import io.leadline.event.State;
import io.leadline.journal.LedgerLine;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The counters, and the count that they are checked against. */
final class Ledger {
  private static final String ADD =
      """
      insert into ledger (hook, counter, n) values (:hook, :counter, :n)
      on conflict (hook, counter) do update set n = ledger.n + excluded.n
      """;

  private static final String MOVE =
      """
      insert into ledger (hook, counter, n) values (:hook, :from, -1), (:hook, :to, 1)
      on conflict (hook, counter) do update set n = ledger.n + excluded.n
      """;

  private static final String COUNTERS = "select hook, counter, n from ledger";

  private static final String COUNT =
      "select hook, state, count(*) as n from event group by hook, state";

  void count(Handle db, HookName hook, Counter counter, long n) {
    add(db, hook, counter.column(), n);
  }

  void moved(Handle db, HookName hook, State from, State to) {
    db.createUpdate(MOVE)
        .bind("hook", hook.value())
        .bind("from", Counter.of(from))
        .bind("to", Counter.of(to))
        .execute();
  }

  /** The received side is counted apart from the states: that the two agree is the proof. */
  void arrived(Handle db, HookName hook, long events) {
    count(db, hook, Counter.RECEIVED, events);
    add(db, hook, Counter.of(State.RECEIVED), events);
  }

  private static void add(Handle db, HookName hook, String counter, long n) {
    if (n != 0) {
      db.createUpdate(ADD)
          .bind("hook", hook.value())
          .bind("counter", counter)
          .bind("n", n)
          .execute();
    }
  }

  List<LedgerLine> kept(Handle db) {
    return lines(counters(db));
  }

  List<LedgerLine> counted(Handle db) {
    Map<String, Map<String, Long>> hooks = counters(db);
    hooks.values().forEach(Ledger::forgetEvents);
    db.createQuery(COUNT)
        .map(
            (row, context) ->
                put(
                    hooks,
                    row.getString("hook"),
                    Counter.of(State.valueOf(row.getString("state"))),
                    row.getLong("n")))
        .list();
    hooks.values().forEach(Ledger::sumUp);
    return lines(hooks);
  }

  private static void forgetEvents(Map<String, Long> counters) {
    counters.keySet().removeIf(name -> name.startsWith("in:"));
    counters.remove(Counter.RECEIVED.column());
  }

  private static void sumUp(Map<String, Long> counters) {
    long events =
        counters.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("in:"))
            .mapToLong(Map.Entry::getValue)
            .sum();
    counters.put(Counter.RECEIVED.column(), events);
  }

  private static Map<String, Map<String, Long>> counters(Handle db) {
    var hooks = new TreeMap<String, Map<String, Long>>();
    db.createQuery(COUNTERS)
        .map(
            (row, context) ->
                put(hooks, row.getString("hook"), row.getString("counter"), row.getLong("n")))
        .list();
    return hooks;
  }

  private static Map<String, Long> put(
      Map<String, Map<String, Long>> hooks, String hook, String counter, long n) {
    Map<String, Long> counters = hooks.computeIfAbsent(hook, name -> new TreeMap<>());
    counters.put(counter, n);
    return counters;
  }

  private static List<LedgerLine> lines(Map<String, Map<String, Long>> hooks) {
    return hooks.entrySet().stream()
        .map(entry -> line(new HookName(entry.getKey()), entry.getValue()))
        .toList();
  }

  private static LedgerLine line(HookName hook, Map<String, Long> counters) {
    return new LedgerLine(
        hook,
        of(counters, Counter.RECEIVED),
        in(counters, State.DELIVERED),
        in(counters, State.DEAD),
        in(counters, State.IGNORED),
        in(counters, State.DISCARDED),
        in(counters, State.RECEIVED) + in(counters, State.READY) + in(counters, State.HELD),
        of(counters, Counter.DUPLICATES),
        of(counters, Counter.REJECTED),
        of(counters, Counter.QUARANTINED),
        of(counters, Counter.RELEASED));
  }

  private static long of(Map<String, Long> counters, Counter counter) {
    return counters.getOrDefault(counter.column(), 0L);
  }

  private static long in(Map<String, Long> counters, State state) {
    return counters.getOrDefault(Counter.of(state), 0L);
  }
}
