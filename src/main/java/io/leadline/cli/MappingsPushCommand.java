package io.leadline.cli;

import io.leadline.deliver.MappingFolder;
import io.leadline.event.Bytes;
import io.leadline.journal.Journal;
import io.leadline.journal.MappingShelf;
import io.leadline.journal.MappingVersion;
import io.leadline.journal.Publication;
import io.leadline.journal.PublishedMappings;
import io.leadline.mapping.MappingTexts;
import io.leadline.settings.MappingsFrom;
import io.leadline.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "push",
    mixinStandardHelpOptions = true,
    description = {
      "Publish a folder as the next version, with the files that its cases name.",
      "It is compiled for every connection and its cases are run: where anything is wrong, all of"
          + " it is said and nothing is published."
    })
final class MappingsPushCommand implements Callable<Integer> {
  private static final int LONGEST_NOTE = 500;

  private final Program program;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "The mappings folder unless given.")
  private @Nullable Path folder;

  @Option(names = "--note", paramLabel = "TEXT", description = "What is new, for the history.")
  private String note = "";

  @Option(
      names = "--onto",
      paramLabel = "VERSION",
      description = "Only where this version is current still; 0: only where there is none.")
  private @Nullable Integer onto;

  MappingsPushCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    refuseLongNote(note);
    Path from = MappingsToCheck.folder(folder, program);
    if (!Files.isDirectory(from)) {
      throw new IllegalArgumentException("there is no folder '" + from + "'");
    }
    MappingsFrom here = Settings.mappingsFrom(program.environment());
    try (Journal journal = Journals.open(program)) {
      return push(journal, from, here);
    } finally {
      program.out().flush();
    }
  }

  static void refuseLongNote(String note) {
    if (note.length() > LONGEST_NOTE) {
      throw new IllegalArgumentException(
          "the note has " + note.length() + " characters; " + LONGEST_NOTE + " are the most");
    }
  }

  private int push(Journal journal, Path from, MappingsFrom here) {
    MappingTexts texts = new MappingFolder(from).get();
    var cases = new CaseFiles(from, CasesHere.reader(program, from));
    if (!new TrialHere(program, journal).passes(texts, cases)) {
      program.out().println("nothing was published");
      return 1;
    }
    var files = new TreeMap<>(cases.all());
    texts.byFileName().forEach((name, text) -> files.put(name, Bytes.utf8(text)));
    return publish(journal, texts, files, here);
  }

  private int publish(
      Journal journal, MappingTexts texts, Map<String, Bytes> files, MappingsFrom here) {
    MappingShelf shelf = journal.mappings();
    int current = shelf.current();
    Map<String, Bytes> before =
        shelf.published(current).map(PublishedMappings::files).orElse(Map.of());
    var differences = FileDifferences.between(before, files);
    if (current > 0 && differences.areNone() && (onto == null || onto == current)) {
      program.out().println("version " + current + " is current and the same: nothing to publish");
      return 0;
    }
    Optional<MappingVersion> version =
        shelf.publish(new Publication(files, texts.hash(), note, null, onto), journal.now());
    version.ifPresentOrElse(made -> say(made, differences, here), () -> sayThatItIsLate(shelf));
    return version.isPresent() ? 0 : 1;
  }

  private void say(MappingVersion version, FileDifferences differences, MappingsFrom here) {
    program.out().println(VersionTexts.published(version));
    differences.lines().forEach(program.out()::println);
    if (here == MappingsFrom.FOLDER) {
      program
          .out()
          .println(
              "MAPPINGS_FROM is 'folder' here: servers that are started so go by their own folders"
                  + " and do not use it");
    }
  }

  private void sayThatItIsLate(MappingShelf shelf) {
    program
        .out()
        .println(
            "version %d is current, not %d: see what it changed (./leadline mappings pull --to ANOTHER-FOLDER), and push again"
                .formatted(shelf.current(), onto));
    program.out().println("nothing was published");
  }
}
