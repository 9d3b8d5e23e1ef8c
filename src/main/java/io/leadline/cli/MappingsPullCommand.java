package io.leadline.cli;

import io.leadline.deliver.MappingFolder;
import io.leadline.event.Bytes;
import io.leadline.journal.Journal;
import io.leadline.journal.MappingShelf;
import io.leadline.journal.PublishedMappings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "pull",
    mixinStandardHelpOptions = true,
    description = {
      "Write a published version out.",
      "Where a file is there that differs, all such files are said and nothing is written, unless"
          + " --overwrite is given. Other files of the folder are left alone."
    })
final class MappingsPullCommand implements Callable<Integer> {
  private final Program program;

  @Parameters(arity = "0..1", paramLabel = "VERSION", description = "The current one unless given.")
  private @Nullable Integer version;

  @Option(names = "--to", paramLabel = "FOLDER", description = "The mappings folder unless given.")
  private @Nullable Path folder;

  @Option(names = "--overwrite", description = "Write over files that differ.")
  private boolean overwrite;

  MappingsPullCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    Path to = MappingsToCheck.folder(folder, program);
    try (Journal journal = Journals.open(program)) {
      MappingShelf shelf = journal.mappings();
      int wanted = version == null ? shelf.current() : version;
      Optional<PublishedMappings> found = shelf.published(wanted);
      if (found.isEmpty()) {
        return notThere(program, wanted, shelf.current());
      }
      return pull(found.get(), to);
    } finally {
      program.out().flush();
    }
  }

  static int notThere(Program program, int wanted, int current) {
    program
        .err()
        .println(
            "leadline: "
                + (current == 0
                    ? VersionTexts.NOTHING_PUBLISHED
                    : "there is no version " + wanted + "; the newest is " + current));
    program.err().flush();
    return 1;
  }

  private int pull(PublishedMappings published, Path to) {
    List<String> differing =
        published.files().entrySet().stream()
            .filter(file -> differs(Within.folder(to, file.getKey()), file.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    if (!differing.isEmpty() && !overwrite) {
      return refuse(published, to, differing);
    }
    var files = new LinkedHashMap<Path, Bytes>();
    published.files().forEach((name, content) -> files.put(Within.folder(to, name), content));
    WholeFiles.write(files);
    program
        .out()
        .println(
            "version %d is in %s: %s"
                .formatted(
                    published.version().number(),
                    to,
                    VersionTexts.files(published.files().size())));
    sayWhatElseIsThere(published, to);
    return 0;
  }

  private static boolean differs(Path file, Bytes content) {
    try {
      return Files.exists(file) && !Bytes.of(Files.readAllBytes(file)).equals(content);
    } catch (IOException e) {
      throw new UncheckedIOException("the file '" + file + "' cannot be read", e);
    }
  }

  private int refuse(PublishedMappings published, Path to, List<String> differing) {
    program
        .out()
        .println(
            "in %s these are others than in version %d:"
                .formatted(to, published.version().number()));
    differing.forEach(name -> program.out().println(Printable.line("  " + name)));
    program
        .out()
        .println(
            "nothing was written: give --overwrite to lose what is there, or --to another folder");
    return 1;
  }

  /** A push would publish it with the rest. */
  private void sayWhatElseIsThere(PublishedMappings published, Path to) {
    Map<String, Bytes> files = published.files();
    List<String> others =
        new MappingFolder(to)
            .get().byFileName().keySet().stream().filter(name -> !files.containsKey(name)).toList();
    if (!others.isEmpty()) {
      program
          .out()
          .println(
              Printable.line(
                  "  not of this version, and left alone: " + String.join(", ", others)));
    }
  }
}
