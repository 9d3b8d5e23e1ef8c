package io.leadline.cli;

import io.leadline.deliver.PublishedTexts;
import io.leadline.journal.Journal;
import io.leadline.journal.MappingShelf;
import io.leadline.journal.MappingVersion;
import io.leadline.journal.Publication;
import io.leadline.journal.PublishedMappings;
import io.leadline.mapping.MappingTexts;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = {
      "Make an earlier version the current one, as a new version. It is tried as a push is.",
      "Said again, it goes back one more."
    })
final class MappingsRollbackCommand implements Callable<Integer> {
  private final Program program;

  @Parameters(
      arity = "0..1",
      paramLabel = "VERSION",
      description = "The one before the current one unless given.")
  private @Nullable Integer version;

  @Option(names = "--note", paramLabel = "TEXT", description = "Why, for the history.")
  private String note = "";

  MappingsRollbackCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    MappingsPushCommand.refuseLongNote(note);
    try (Journal journal = Journals.open(program)) {
      return rollback(journal);
    } finally {
      program.out().flush();
    }
  }

  private int rollback(Journal journal) {
    MappingShelf shelf = journal.mappings();
    Optional<PublishedMappings> current = shelf.published(shelf.current());
    if (current.isEmpty()) {
      return MappingsPullCommand.notThere(program, 0, 0);
    }
    int wanted = version == null ? origin(current.get()) - 1 : version;
    Optional<PublishedMappings> target = shelf.published(wanted);
    if (target.isEmpty()) {
      return wanted == 0
          ? thereIsNoneBefore(current.get())
          : MappingsPullCommand.notThere(program, wanted, shelf.current());
    }
    return rollback(journal, current.get(), target.get());
  }

  /** The version whose files these were first: going back twice goes back two. */
  private static int origin(PublishedMappings published) {
    return Objects.requireNonNullElse(published.version().backTo(), published.version().number());
  }

  private int thereIsNoneBefore(PublishedMappings current) {
    program
        .err()
        .println(
            "leadline: version "
                + current.version().number()
                + " is what version 1 was, and there is none before");
    program.err().flush();
    return 1;
  }

  private int rollback(Journal journal, PublishedMappings current, PublishedMappings target) {
    int wanted = target.version().number();
    if (target.files().equals(current.files())) {
      program
          .out()
          .println(
              "version %d is current and the same as version %d: nothing to do"
                  .formatted(current.version().number(), wanted));
      return 0;
    }
    MappingTexts texts = PublishedTexts.textsOf(target.files());
    var requests = CasesHere.reader(program, file -> PublishedTexts.sampleOf(target.files(), file));
    if (!new TrialHere(program, journal).passes(texts, requests)) {
      program.out().println("nothing was changed");
      return 1;
    }
    return publish(journal, current, target);
  }

  private int publish(Journal journal, PublishedMappings current, PublishedMappings target) {
    Optional<MappingVersion> made =
        journal
            .mappings()
            .publish(
                new Publication(
                    target.files(),
                    target.version().hash(),
                    note,
                    origin(target),
                    current.version().number()),
                journal.now());
    if (made.isEmpty()) {
      program
          .out()
          .println(
              "somebody published another version just now: look at ./leadline mappings history,"
                  + " and say it again");
      return 1;
    }
    program.out().println(VersionTexts.published(made.get()) + ", as in version " + origin(target));
    FileDifferences.between(current.files(), target.files())
        .lines()
        .forEach(program.out()::println);
    return 0;
  }
}
