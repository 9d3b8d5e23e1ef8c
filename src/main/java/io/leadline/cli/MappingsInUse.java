package io.leadline.cli;

import io.leadline.deliver.FormerMappings;
import io.leadline.deliver.FormerMappings.Former;
import io.leadline.deliver.PublishedTexts;
import io.leadline.event.ConnectionName;
import io.leadline.journal.Journal;
import io.leadline.journal.KeptMappings;
import io.leadline.mapping.MappingSet;
import io.leadline.mapping.MappingTexts;
import io.leadline.settings.MappingsFrom;
import io.leadline.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Mappings that are, or were, in force.
 *
 * @param sets by the connection whose events they decide
 * @param which in words, as the end of "compared with …"
 */
record MappingsInUse(Function<ConnectionName, MappingSet> sets, String which) {

  /** What a server that started now would take: the folder, or the published version. */
  static SetsHere now(Journal journal, Program program) {
    return SetsHere.of(textsOfNow(journal, program), program);
  }

  private static MappingsToCheck textsOfNow(Journal journal, Program program) {
    return Settings.mappingsFrom(program.environment()) == MappingsFrom.JOURNAL
        ? MappingsToCheck.of(new PublishedTexts(journal.mappings()).get(), program)
        : MappingsToCheck.in(Settings.mappings(program.environment()), program);
  }

  /**
   * What came into force last, as far as the journal knows.
   *
   * @param otherThan texts that are not meant, even if they are in force already
   * @throws IllegalArgumentException where they are in force
   */
  static Optional<MappingsInUse> last(Journal journal, MappingTexts otherThan, Program program) {
    Optional<KeptMappings> last = journal.mappings().lastInForce();
    if (last.isPresent() && last.get().files().equals(otherThan.thatDecide().byFileName())) {
      throw new IllegalArgumentException(
          "this is in use already, since %s: edit a copy elsewhere and name that, or say --against with a folder, or with the mapping_set that ./leadline events ID shows of an event from before"
              .formatted(last.get().firstUsed()));
    }
    return last.map(
        kept ->
            new MappingsInUse(
                sets(MappingsToCheck.of(new MappingTexts(kept.files()), program), program),
                "the mappings in use since " + kept.firstUsed()));
  }

  /**
   * Those of a folder, or of a set that was in force once.
   *
   * @throws IllegalArgumentException where it is neither
   */
  static MappingsInUse named(String folderOrHash, Journal journal, Program program) {
    if (Files.isDirectory(Path.of(folderOrHash))) {
      return ofFolder(Path.of(folderOrHash), program);
    }
    Former former = new FormerMappings(journal.mappings()).of(folderOrHash);
    if (former instanceof Former.Made made) {
      return new MappingsInUse(
          any -> made.set(), "the mappings that came into use on " + made.kept().firstUsed());
    }
    throw new IllegalArgumentException(
        "'%s' is no folder, and %s".formatted(folderOrHash, ((Former.Lost) former).why()));
  }

  static MappingsInUse ofFolder(Path folder, Program program) {
    return new MappingsInUse(
        sets(MappingsToCheck.in(folder, program), program), "the mappings in " + folder);
  }

  private static Function<ConnectionName, MappingSet> sets(
      MappingsToCheck mappings, Program program) {
    return SetsHere.of(mappings, program)::of;
  }

  MappingSet of(ConnectionName connection) {
    return sets.apply(connection);
  }
}
