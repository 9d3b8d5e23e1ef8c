package io.leadline.deliver;

import io.leadline.crm.Catalogue;
import io.leadline.event.ConnectionName;
import io.leadline.event.CrmMode;
import io.leadline.event.FieldCatalogue;
import io.leadline.event.Happening.DefectFound;
import io.leadline.event.Happening.FieldMapRefreshed;
import io.leadline.event.Happening.MappingsLoaded;
import io.leadline.event.Happening.MappingsRefused;
import io.leadline.event.Happenings;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalUnavailable;
import io.leadline.mapping.Compilation;
import io.leadline.mapping.MappingCompiler;
import io.leadline.mapping.MappingSet;
import io.leadline.mapping.MappingTexts;
import io.leadline.mapping.yaml.Problem;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The mapping set that is in force for each connection. A changed folder is taken up whole or not
 * at all: while the new texts have an error, or there is no mapping among them, the last good set
 * goes on. Where there never was a good one, events wait.
 */
public final class LiveMappings {
  /** So long the date of a field map that has not changed stays as it is. */
  private static final Duration NEWS_NO_MORE = Duration.ofHours(1);

  private final Supplier<MappingTexts> folder;
  private final Map<ConnectionName, CrmMode> modes;
  private final Journal journal;
  private final Happenings happenings;
  private final Clock clock;
  private final Map<ConnectionName, MappingSet> sets = new ConcurrentHashMap<>();
  private final Map<ConnectionName, FieldCatalogue> catalogues = new HashMap<>();
  private final Map<ConnectionName, Instant> keptAt = new HashMap<>();

  private @Nullable MappingTexts seen;
  private @Nullable MappingTexts tried;
  private volatile List<Problem> problems = List.of();

  /**
   * @param folder reads the mappings folder; asked at each {@link #refresh()}
   * @param modes the connections there are
   */
  public LiveMappings(
      Supplier<MappingTexts> folder,
      Map<ConnectionName, CrmMode> modes,
      Journal journal,
      Happenings happenings,
      Clock clock) {
    this.folder = folder;
    this.modes = Map.copyOf(modes);
    this.journal = journal;
    this.happenings = happenings;
    this.clock = clock;
    modes.keySet().forEach(this::recallFieldMap);
  }

  /** The set in force; nothing while none could be compiled since the start. */
  public Optional<MappingSet> of(ConnectionName connection) {
    return Optional.ofNullable(sets.get(connection));
  }

  /** What is wrong with the folder as it is now; empty where the set in force is the folder's. */
  public List<Problem> problems() {
    return problems;
  }

  /** Whether there is any set in force: while there is none, nothing can be prepared. */
  public boolean areInForce() {
    return !sets.isEmpty();
  }

  /** Whether it is a connection of this server at all. */
  boolean serve(ConnectionName connection) {
    return modes.containsKey(connection);
  }

  /**
   * Takes the folder up where it has changed, and has stood still since the last look: half a file,
   * or half of the files, may be in order by itself.
   */
  public synchronized void refresh() {
    try {
      look(folder.get());
    } catch (UncheckedIOException e) {
      seen = null;
      tried = null;
      refuse(List.of(wholeFolder(e.getMessage() + ": " + e.getCause())));
    }
  }

  /**
   * Takes the folder up as it is now: who replays an event has just mended a file, and is done with
   * it.
   */
  synchronized void refreshNow() {
    refresh();
    refresh();
  }

  private void look(MappingTexts texts) {
    boolean stoodStill = texts.equals(seen) || sets.isEmpty();
    seen = texts;
    if (stoodStill && !texts.equals(tried)) {
      tried = texts;
      recallFieldMaps();
      compile(texts);
    }
  }

  /**
   * Takes up the field map that the CRM sends with an error. Never in the way of the call that
   * brought it.
   */
  synchronized void learn(ConnectionName connection, String fieldMap) {
    try {
      FieldCatalogue learnt = Catalogue.refreshedBy(fieldMap);
      if (!learnt.equals(catalogueOf(connection))) {
        takeUp(connection, fieldMap, learnt);
      } else if (isToBeKeptAgain(connection)) {
        keep(connection, fieldMap);
      }
    } catch (RuntimeException e) {
      happenings.tell(new DefectFound("learning the field map of " + connection, e));
    }
  }

  private void takeUp(ConnectionName connection, String fieldMap, FieldCatalogue learnt) {
    keep(connection, fieldMap);
    catalogues.put(connection, learnt);
    happenings.tell(new FieldMapRefreshed(connection, learnt.all().size()));
    if (tried != null) {
      compile(tried);
    }
  }

  private void keep(ConnectionName connection, String fieldMap) {
    Instant now = clock.instant();
    journal.keepFieldMap(connection, fieldMap, now);
    keptAt.put(connection, now);
  }

  /** What is kept says when the CRM last said so; that it still does is no news at each error. */
  private boolean isToBeKeptAgain(ConnectionName connection) {
    Instant kept = keptAt.get(connection);
    return kept != null && !clock.instant().isBefore(kept.plus(NEWS_NO_MORE));
  }

  private void compile(MappingTexts texts) {
    var compiled = new HashMap<ConnectionName, MappingSet>();
    for (ConnectionName connection : modes.keySet()) {
      Compilation compilation = compile(texts, connection);
      if (compilation instanceof Compilation.Refused bad) {
        refuse(bad.problems());
        return;
      }
      compiled.put(connection, ((Compilation.Compiled) compilation).set());
    }
    if (compiled.values().stream().allMatch(set -> set.size() == 0)) {
      refuse(List.of(wholeFolder("there is no mapping in it: every event would die of that")));
      return;
    }
    problems = List.of();
    compiled.forEach(this::swap);
  }

  private Compilation compile(MappingTexts texts, ConnectionName connection) {
    CrmMode mode = modes.getOrDefault(connection, CrmMode.B2B);
    return MappingCompiler.compile(texts, catalogueOf(connection), mode);
  }

  private void swap(ConnectionName connection, MappingSet set) {
    MappingSet before = sets.put(connection, set);
    if (before == null || !before.hash().equals(set.hash())) {
      happenings.tell(new MappingsLoaded(set.hash(), set.size()));
    }
  }

  /** Told once, not at each look. */
  private void refuse(List<Problem> found) {
    if (!found.equals(problems)) {
      problems = List.copyOf(found);
      happenings.tell(new MappingsRefused(found.size(), found.get(0).toString()));
    }
  }

  private static Problem wholeFolder(String message) {
    return new Problem("", 0, 0, Problem.Severity.ERROR, message);
  }

  private FieldCatalogue catalogueOf(ConnectionName connection) {
    return catalogues.getOrDefault(connection, Catalogue.documented());
  }

  /** Another node, or a person who asked the CRM, may have learnt more meanwhile. */
  private void recallFieldMaps() {
    try {
      modes.keySet().forEach(this::recallFieldMap);
    } catch (JournalUnavailable away) {
      // What is known serves.
    }
  }

  private void recallFieldMap(ConnectionName connection) {
    journal
        .fieldMap(connection)
        .ifPresent(
            kept -> {
              catalogues.put(connection, Catalogue.refreshedBy(kept.json()));
              keptAt.put(connection, kept.at());
            });
  }
}
