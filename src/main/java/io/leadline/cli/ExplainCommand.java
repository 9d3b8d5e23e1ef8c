package io.leadline.cli;

import io.leadline.deliver.FormerMappings;
import io.leadline.deliver.FormerMappings.Former;
import io.leadline.event.Documents;
import io.leadline.event.EventId;
import io.leadline.journal.EventDetail;
import io.leadline.journal.Journal;
import io.leadline.mapping.Decision;
import io.leadline.mapping.Explanation;
import io.leadline.mapping.MappingSet;
import io.leadline.sample.SampleEvent;
import io.leadline.settings.Settings;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Say of each field why it has its value, or why it has none: for a stored event, or for a"
          + " mapping and a sample. Nothing is sent. It shows the answers: personal data.",
      "Exit code 1 where it is, or would be, a dead letter."
    })
final class ExplainCommand implements Callable<Integer> {
  private final Program program;

  @Parameters(
      index = "0",
      paramLabel = "EVENT|MAPPING",
      description = "An event's id; or a file of the mappings folder, or a copy of one elsewhere.")
  private @Nullable String what;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "With a mapping: a body as the tool sends it.")
  private @Nullable Path file;

  @Mixin private final SampleOptions sample = new SampleOptions();

  @Option(
      names = "--now",
      description = "With the mappings of now, and not with those that decided the event.")
  private boolean now;

  @Option(names = "--json", description = "One JSON object for each event.")
  private boolean json;

  ExplainCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    String named = Objects.requireNonNull(what);
    int code = file == null ? explainEvent(new EventId(named)) : explainSample(named, file);
    program.out().flush();
    return code;
  }

  // ── a mapping and a sample ────────────────────────────────────────────────────────────────────

  private int explainSample(String named, Path body) {
    Path folder = Settings.mappings(program.environment());
    MappingsToCheck there = MappingsToCheck.in(folder, program);
    var mapping = MappingArgument.of(named, folder, there);
    MappingSet set = SetsHere.of(mapping.in(there), program).ofMapping(mapping.name());
    boolean allMapped = true;
    for (SampleEvent event : sample.read(body, set, mapping.name(), program)) {
      allMapped &= explain(event, set.only(mapping.name()));
    }
    return allMapped ? 0 : 1;
  }

  // ── a stored event ────────────────────────────────────────────────────────────────────────────

  private int explainEvent(EventId id) {
    try (Journal journal = Journals.open(program)) {
      var found = journal.find(id);
      if (found.isEmpty()) {
        program.err().println("leadline: there is no event " + id);
        program.err().flush();
        return 1;
      }
      MappingSet set = setOf(found.get(), journal);
      return explain(StoredEvent.read(found.get(), set, program), set) ? 0 : 1;
    }
  }

  /** Those that decided it, unless they are not to be had, or those of now are asked for. */
  private MappingSet setOf(EventDetail detail, Journal journal) {
    String hash = detail.mappingSet();
    if (hash == null || now) {
      return MappingsInUse.now(journal, program).of(detail.summary().connection());
    }
    Former former = new FormerMappings(journal.mappings()).of(hash);
    if (former instanceof Former.Made made) {
      say("with the mappings that decided it, in use since " + made.kept().firstUsed());
      return made.set();
    }
    say(((Former.Lost) former).why() + "; what follows is with the mappings of now");
    return MappingsInUse.now(journal, program).of(detail.summary().connection());
  }

  /** A document stays one. */
  private void say(String sentence) {
    if (json) {
      program.err().println(sentence);
      program.err().flush();
    } else {
      program.out().println(sentence);
    }
  }

  private boolean explain(SampleEvent event, MappingSet set) {
    if (!(event instanceof SampleEvent.Read read)) {
      say("no calls: " + Printable.line("" + SampleOptions.hindrance(event)));
      return false;
    }
    Explanation explanation = set.explain(read.submission());
    if (json) {
      program.out().println(Documents.write(ExplanationTexts.document(explanation)));
    } else {
      ExplanationTexts.lines(explanation).forEach(program.out()::println);
    }
    return !(explanation.decision() instanceof Decision.Failed);
  }
}
