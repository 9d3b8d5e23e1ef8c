package io.leadline.deliver;

import io.leadline.crm.Catalogue;
import io.leadline.deliver.MappingTrial.Outcome;
import io.leadline.deliver.MappingTrial.Terms;
import io.leadline.event.ConnectionName;
import io.leadline.event.CrmMode;
import io.leadline.event.FieldCatalogue;
import io.leadline.event.Happening.JournalFailed;
import io.leadline.event.Happening.MappingsLoaded;
import io.leadline.event.Happening.MappingsRefused;
import io.leadline.event.Happenings;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalUnavailable;
import io.leadline.journal.KeptMappings;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The mapping set that is in force for each connection. Changed texts are taken up whole or not at
 * all: while they have an error, one of their cases fails, or there is no mapping among them, the
 * last good set goes on, also over a restart. Where there never was a good one, events wait.
 */
public final class LiveMappings {
  /**
   * What is refused, or could not be kept, is tried again so often: the CRM's fields may have been
   * mended, or the journal, and those are not among the texts.
   */
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);

  private final MappingsNow source;
  private final Map<ConnectionName, CrmMode> modes;
  private final MappingTrial trial;
  private final Journal journal;
  private final Happenings happenings;
  private final Clock clock;
  private final LearntFields fields;

  private @Nullable Look seen;
  private @Nullable Look tried;
  private Instant triedAt = Instant.MIN;
  private Instant wentBackAt = Instant.MIN;
  private boolean otherFields;
  private boolean unfinished;
  private boolean journalAway;
  private volatile InForce inForce = InForce.NOTHING;
  private volatile List<Problem> problems = List.of();

  /** What a look has found. */
  private record Look(MappingTexts texts, Object besides) {
    boolean hasTextsOf(@Nullable Look other) {
      return other != null && texts.equals(other.texts());
    }

    boolean hasFilesOf(@Nullable Look other) {
      return other != null && besides.equals(other.besides());
    }
  }

  /** All that is in force, so that it changes at once. */
  private record InForce(Map<ConnectionName, MappingSet> sets, @Nullable MappingTexts texts) {
    static final InForce NOTHING = new InForce(Map.of(), null);
  }

  /**
   * @param source reads the mappings folder, or what was published; asked at each {@link
   *     #refresh()}
   * @param modes the connections there are
   * @param trial what texts must pass before they come into force
   */
  public LiveMappings(
      MappingsNow source,
      Map<ConnectionName, CrmMode> modes,
      MappingTrial trial,
      Journal journal,
      Happenings happenings,
      Clock clock) {
    this.source = source;
    this.modes = Map.copyOf(modes);
    this.trial = trial;
    this.journal = journal;
    this.happenings = happenings;
    this.clock = clock;
    this.fields = new LearntFields(this.modes.keySet(), journal, happenings, clock);
  }

  /** The set in force; nothing while there never was a good one. */
  public Optional<MappingSet> of(ConnectionName connection) {
    return Optional.ofNullable(inForce.sets().get(connection));
  }

  /** The texts of the sets in force. */
  public Optional<MappingTexts> texts() {
    return Optional.ofNullable(inForce.texts());
  }

  /** What is wrong with the texts as they are now; empty where they are what is in force. */
  public List<Problem> problems() {
    return problems;
  }

  /** Whether there is any set in force: while there is none, nothing can be prepared. */
  public boolean areInForce() {
    return !inForce.sets().isEmpty();
  }

  /** Whether it is a connection of this server at all. */
  boolean serve(ConnectionName connection) {
    return modes.containsKey(connection);
  }

  /**
   * Takes the texts up where they have changed, and have stood still since the last look: half a
   * file, or half of the files, may be in order by itself. A file that a case names is tried when
   * it stands still as well.
   */
  public synchronized void refresh() {
    otherFields |= fields.takeUp();
    try {
      lookUnlessUnread();
      journalAway &= unfinished;
    } catch (JournalUnavailable e) {
      waitForTheJournal(e);
    }
  }

  /**
   * Takes the texts up as they are now: who replays an event has just mended a file, and is done
   * with it.
   */
  synchronized void refreshNow() {
    refresh();
    refresh();
  }

  private void lookUnlessUnread() {
    try {
      MappingTexts texts = source.get();
      look(new Look(texts, source.besides()));
    } catch (UncheckedIOException e) {
      refuseUnread(e.getMessage() + ": " + e.getCause());
    } catch (PublishedTexts.NothingPublished e) {
      refuseUnread(String.valueOf(e.getMessage()));
    }
  }

  private void look(Look now) {
    boolean toBeTried = isToBeTried(now);
    seen = now;
    if (toBeTried) {
      tried = now;
      tryTexts(now.texts());
    }
  }

  private void tryTexts(MappingTexts texts) {
    unfinished = true;
    try {
      fields.recall();
      takeUp(texts);
      unfinished = false;
      otherFields = false;
    } finally {
      triedAt = clock.instant();
    }
  }

  private boolean isToBeTried(Look now) {
    if (areInForce() && !now.hasTextsOf(seen)) {
      return false;
    }
    boolean otherFiles = !now.hasFilesOf(tried) && (now.hasFilesOf(seen) || !areInForce());
    boolean unsettled = unfinished || !problems.isEmpty();
    return !now.hasTextsOf(tried)
        || otherFiles
        || (otherFields && !unfinished)
        || (unsettled && isLongAgo(triedAt));
  }

  private boolean isLongAgo(Instant then) {
    Instant now = clock.instant();
    return now.isBefore(then) || !now.isBefore(then.plus(AGAIN_AFTER));
  }

  private void refuseUnread(String why) {
    seen = null;
    tried = null;
    refuse(List.of(MappingTrial.wholeFolder(why)));
  }

  /** What is in force goes on; told once, and tried again after a while. */
  private void waitForTheJournal(JournalUnavailable e) {
    if (!journalAway) {
      journalAway = true;
      happenings.tell(new JournalFailed("taking up mappings", String.valueOf(e.getMessage())));
    }
  }

  /** Takes note of the field map that the CRM sends with an error; the next look takes it up. */
  void learn(ConnectionName connection, String fieldMap) {
    fields.learn(connection, fieldMap);
  }

  // ── taking up and refusing ────────────────────────────────────────────────────────────────────

  private void takeUp(MappingTexts texts) {
    Map<ConnectionName, Terms> terms = terms();
    Outcome outcome = trial.of(texts, terms);
    if (outcome instanceof Outcome.Passed passed) {
      putInForce(texts, passed.sets(), terms);
      problems = List.of();
    } else {
      refuse(((Outcome.Failed) outcome).problems());
    }
  }

  private Map<ConnectionName, Terms> terms() {
    return modes.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, mode -> new Terms(mode.getValue(), fields.of(mode.getKey()))));
  }

  /** Kept before the first event can be prepared with them: else none could say why. */
  private void putInForce(
      MappingTexts texts, Map<ConnectionName, MappingSet> sets, Map<ConnectionName, Terms> terms) {
    Map<ConnectionName, MappingSet> before = inForce.sets();
    var others =
        sets.entrySet().stream().filter(set -> isAnother(set.getValue(), before.get(set.getKey())));
    List<ConnectionName> changed = others.map(Map.Entry::getKey).toList();
    if (!changed.isEmpty()) {
      journal.mappings().comeIntoForce(kept(texts, sets, terms));
    }
    inForce = new InForce(sets, texts);
    changed.stream()
        .map(sets::get)
        .forEach(set -> happenings.tell(new MappingsLoaded(set.hash(), set.size())));
  }

  private static boolean isAnother(MappingSet set, @Nullable MappingSet before) {
    return before == null || !before.hash().equals(set.hash());
  }

  private List<KeptMappings> kept(
      MappingTexts texts, Map<ConnectionName, MappingSet> sets, Map<ConnectionName, Terms> terms) {
    var byHash = new HashMap<String, KeptMappings>();
    terms.forEach(
        (name, term) -> {
          MappingSet set = sets.get(name);
          if (set != null) {
            byHash.put(set.hash(), kept(texts, term, set));
          }
        });
    return List.copyOf(byHash.values());
  }

  private KeptMappings kept(MappingTexts texts, Terms terms, MappingSet set) {
    return new KeptMappings(
        set.hash(),
        MappingCompiler.ENGINE,
        terms.mode().name(),
        texts.thatDecide().byFileName(),
        KeptFields.write(terms.fields()),
        clock.instant());
  }

  /** Told once, not at each look. */
  private void refuse(List<Problem> found) {
    if (!found.equals(problems)) {
      problems = List.copyOf(found);
      happenings.tell(new MappingsRefused(found.size(), found.get(0).toString()));
    }
    if (!areInForce() && isLongAgo(wentBackAt)) {
      wentBackAt = clock.instant();
      goOnWithTheLast();
    }
  }

  /**
   * After a start there is no good set in memory, but the texts of the last one are kept. They have
   * passed their cases then, and are compiled for the fields of now; where those have changed so
   * that they cannot be, for the fields of then.
   */
  private void goOnWithTheLast() {
    journal
        .mappings()
        .lastInForce()
        .ifPresent(
            kept -> {
              var texts = new MappingTexts(kept.files());
              if (!goOnWith(texts, terms())) {
                goOnWith(texts, termsOf(kept));
              }
            });
  }

  private boolean goOnWith(MappingTexts texts, Map<ConnectionName, Terms> terms) {
    if (trial.compile(texts, terms) instanceof Outcome.Passed passed) {
      putInForce(texts, passed.sets(), terms);
      return true;
    }
    return false;
  }

  private Map<ConnectionName, Terms> termsOf(KeptMappings kept) {
    FieldCatalogue then = fieldsOf(kept);
    return modes.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, mode -> new Terms(mode.getValue(), then)));
  }

  private static FieldCatalogue fieldsOf(KeptMappings kept) {
    try {
      return KeptFields.read(kept.fields());
    } catch (IllegalArgumentException anotherVersion) {
      return Catalogue.documented();
    }
  }
}
