package io.leadline.telemetry;

import io.leadline.event.ConnectionName;
import io.leadline.journal.Backlog;
import io.leadline.journal.LedgerLine;
import io.leadline.journal.Pause;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Gauges read from the journal when they are scraped, at most once a second.
 *
 * <pre>
 * leadline.backlog            phase: received, ready,    events that wait
 *                             held (for a person)
 * leadline.confirmed                                     calls that people said to have happened
 * leadline.released                                      requests that people let in later
 * leadline.backlog.ready      connection                 of those, events that wait in lanes
 * leadline.drain.seconds      connection                 seconds until these are delivered, at the
 *                                                        pace of the last minute; infinite at none
 * leadline.oldest.seconds                                seconds since the oldest event that waits was received
 * leadline.oldest.due                                    seconds the oldest due work has been due
 * leadline.ledger.imbalance                              events the ledger cannot account for: 0
 * leadline.connection.paused  connection                 1 while it delivers nothing
 * </pre>
 *
 * <p>A journal that cannot be read makes them NaN.
 */
public final class JournalGauges {
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Cached<Backlog> backlog;
  private final Cached<List<LedgerLine>> ledger;
  private final Cached<Map<ConnectionName, Pause>> pauses;

  /**
   * Reads when it is asked, not before.
   *
   * @param connections every one that is configured
   * @param pauses of the connections that are paused now
   */
  public JournalGauges(
      MeterRegistry registry,
      Clock clock,
      Collection<ConnectionName> connections,
      Supplier<Backlog> backlog,
      Supplier<List<LedgerLine>> ledger,
      Supplier<Map<ConnectionName, Pause>> pauses) {
    this.backlog = new Cached<>(backlog, clock, FRESH);
    this.ledger = new Cached<>(ledger, clock, FRESH);
    this.pauses = new Cached<>(pauses, clock, FRESH);
    register(registry, connections);
  }

  private void register(MeterRegistry registry, Collection<ConnectionName> connections) {
    gauge(registry, "leadline.backlog", its -> its.of(Backlog::received), "phase", "received");
    gauge(registry, "leadline.backlog", its -> its.of(Backlog::ready), "phase", "ready");
    gauge(registry, "leadline.backlog", its -> its.of(Backlog::held), "phase", "held");
    FunctionCounter.builder("leadline.confirmed", this, its -> its.of(Backlog::confirmed))
        .register(registry);
    FunctionCounter.builder("leadline.released", this, JournalGauges::released).register(registry);
    gauge(registry, "leadline.oldest.seconds", its -> its.of(b -> seconds(b.oldest())));
    gauge(registry, "leadline.oldest.due", its -> its.of(b -> seconds(b.oldestDue())));
    gauge(registry, "leadline.ledger.imbalance", JournalGauges::imbalance);
    connections.forEach(name -> register(registry, name));
  }

  private void register(MeterRegistry registry, ConnectionName name) {
    String[] tag = {"connection", name.value()};
    gauge(registry, "leadline.backlog.ready", its -> its.of(b -> b.of(name).ready()), tag);
    gauge(registry, "leadline.drain.seconds", its -> its.of(b -> b.of(name).drainSeconds()), tag);
    gauge(registry, "leadline.connection.paused", its -> its.paused(name), tag);
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      ToDoubleFunction<JournalGauges> reading,
      String... tags) {
    // Strong: a gauge whose object is collected reads NaN for ever, and nobody else holds this.
    Gauge.builder(name, this, reading).tags(tags).strongReference(true).register(registry);
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }

  private double of(ToDoubleFunction<Backlog> part) {
    return backlog.get().map(part::applyAsDouble).orElse(Double.NaN);
  }

  /** By hook, so that one hook's surplus cannot hide what another lost. */
  private double imbalance() {
    return ledger
        .get()
        .map(lines -> lines.stream().mapToDouble(line -> Math.abs(LedgerEndpoint.lost(line))).sum())
        .orElse(Double.NaN);
  }

  private double released() {
    return ledger
        .get()
        .map(lines -> (double) lines.stream().mapToLong(LedgerLine::released).sum())
        .orElse(Double.NaN);
  }

  private double paused(ConnectionName name) {
    return pauses.get().map(paused -> paused.containsKey(name) ? 1.0 : 0.0).orElse(Double.NaN);
  }
}
