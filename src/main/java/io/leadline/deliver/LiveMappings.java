package io.leadline.deliver;

import io.leadline.crm.Catalogue;
import io.leadline.event.ConnectionName;
import io.leadline.event.CrmMode;
import io.leadline.event.FieldCatalogue;
import io.leadline.event.Happening.FieldMapRefreshed;
import io.leadline.event.Happening.MappingsLoaded;
import io.leadline.event.Happening.MappingsRefused;
import io.leadline.event.Happenings;
import io.leadline.journal.Journal;
import io.leadline.mapping.Compilation;
import io.leadline.mapping.MappingCompiler;
import io.leadline.mapping.MappingSet;
import io.leadline.mapping.MappingTexts;
import io.leadline.mapping.Problem;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The mapping set that is in force for each connection. A changed folder is taken up whole or not
 * at all: while the new texts have an error the last good set goes on. Where there never was a good
 * one, events wait.
 */
public final class LiveMappings {
  private final Supplier<MappingTexts> folder;
  private final Map<ConnectionName, CrmMode> modes;
  private final Journal journal;
  private final Happenings happenings;
  private final Clock clock;
  private final Map<ConnectionName, MappingSet> sets = new ConcurrentHashMap<>();
  private final Map<ConnectionName, FieldCatalogue> catalogues = new HashMap<>();
  private final Map<ConnectionName, String> fieldMaps = new HashMap<>();

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

  /** Takes the folder up where it has changed. */
  public synchronized void refresh() {
    MappingTexts texts = folder.get();
    if (!texts.equals(tried)) {
      tried = texts;
      compile(texts);
    }
  }

  /** Takes up the field map that the CRM sends with an error. */
  synchronized void learn(ConnectionName connection, String fieldMap) {
    if (fieldMap.equals(fieldMaps.get(connection))) {
      return;
    }
    journal.keepFieldMap(connection, fieldMap, clock.instant());
    recallFieldMap(connection, fieldMap);
    happenings.tell(new FieldMapRefreshed(connection, catalogueOf(connection).all().size()));
    if (tried != null) {
      compile(tried);
    }
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

  private void refuse(List<Problem> found) {
    problems = List.copyOf(found);
    happenings.tell(new MappingsRefused(found.size(), found.get(0).toString()));
  }

  private FieldCatalogue catalogueOf(ConnectionName connection) {
    return catalogues.getOrDefault(connection, Catalogue.documented());
  }

  private void recallFieldMap(ConnectionName connection) {
    journal.fieldMap(connection).ifPresent(map -> recallFieldMap(connection, map));
  }

  private void recallFieldMap(ConnectionName connection, String fieldMap) {
    fieldMaps.put(connection, fieldMap);
    catalogues.put(connection, Catalogue.refreshedBy(fieldMap));
  }
}
