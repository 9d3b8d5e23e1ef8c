package io.leadline.deliver;

import io.leadline.crm.Catalogue;
import io.leadline.event.ConnectionName;
import io.leadline.event.FieldCatalogue;
import io.leadline.event.Happening.DefectFound;
import io.leadline.event.Happening.FieldMapRefreshed;
import io.leadline.event.Happenings;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The CRM's fields of each connection, as its error replies have told. {@link #learn} may be called
 * by any thread, all else by one at a time.
 */
final class LearntFields {
  /** So long the date of a field map that has not changed stays as it is. */
  private static final Duration NEWS_NO_MORE = Duration.ofHours(1);

  private final Set<ConnectionName> connections;
  private final Journal journal;
  private final Happenings happenings;
  private final Clock clock;
  private final Map<ConnectionName, String> heard = new ConcurrentHashMap<>();
  private final Map<ConnectionName, FieldCatalogue> catalogues = new HashMap<>();
  private final Map<ConnectionName, Instant> keptAt = new HashMap<>();

  LearntFields(
      Set<ConnectionName> connections, Journal journal, Happenings happenings, Clock clock) {
    this.connections = connections;
    this.journal = journal;
    this.happenings = happenings;
    this.clock = clock;
    connections.forEach(this::recall);
  }

  /** The documented ones while nothing was told. */
  FieldCatalogue of(ConnectionName connection) {
    return catalogues.getOrDefault(connection, Catalogue.documented());
  }

  /** Only takes it down: a call waits for it whose outcome is not recorded yet. */
  void learn(ConnectionName connection, String fieldMap) {
    heard.put(connection, fieldMap);
  }

  /**
   * Takes up what was heard since.
   *
   * @return whether some connection has other fields now
   */
  boolean takeUp() {
    boolean changed = false;
    for (ConnectionName connection : Set.copyOf(heard.keySet())) {
      String fieldMap = heard.remove(connection);
      changed |= fieldMap != null && takeUp(connection, fieldMap);
    }
    return changed;
  }

  private boolean takeUp(ConnectionName connection, String fieldMap) {
    try {
      return Catalogue.isWhole(fieldMap) && learnt(connection, fieldMap);
    } catch (JournalUnavailable away) {
      heard.putIfAbsent(connection, fieldMap);
      return false;
    } catch (RuntimeException e) {
      happenings.tell(new DefectFound("learning the field map of " + connection, e));
      return false;
    }
  }

  private boolean learnt(ConnectionName connection, String fieldMap) {
    FieldCatalogue learnt = Catalogue.refreshedBy(fieldMap);
    boolean another = !learnt.equals(of(connection));
    if (another || isToBeKeptAgain(connection)) {
      Instant now = clock.instant();
      journal.keepFieldMap(connection, fieldMap, now);
      keptAt.put(connection, now);
    }
    if (another) {
      catalogues.put(connection, learnt);
      happenings.tell(new FieldMapRefreshed(connection, learnt.all().size()));
    }
    return another;
  }

  /** What is kept says when the CRM last said so; that it still does is no news at each error. */
  private boolean isToBeKeptAgain(ConnectionName connection) {
    Instant kept = keptAt.get(connection);
    return kept != null && !clock.instant().isBefore(kept.plus(NEWS_NO_MORE));
  }

  /** Another node, or a person who asked the CRM, may have learnt more meanwhile. */
  void recall() {
    try {
      connections.forEach(this::recall);
    } catch (JournalUnavailable away) {
      // What is known serves.
    }
  }

  private void recall(ConnectionName connection) {
    journal
        .fieldMap(connection)
        .filter(kept -> Catalogue.isWhole(kept.json()))
        .ifPresent(
            kept -> {
              catalogues.put(connection, Catalogue.refreshedBy(kept.json()));
              keptAt.put(connection, kept.at());
            });
  }
}
