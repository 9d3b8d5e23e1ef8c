package io.leadline.cli;

import io.leadline.crm.Catalogue;
import io.leadline.event.ConnectionName;
import io.leadline.event.Documents;
import io.leadline.event.FieldCatalogue;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalRefused;
import io.leadline.journal.JournalUnavailable;
import io.leadline.journal.KeptFieldMap;
import io.leadline.journal.NoJournal;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "fields",
    mixinStandardHelpOptions = true,
    description = {
      "Ask the CRM which fields your organisation has, keep them in the journal and list them.",
      "It is asked by an error that it documents for this: neither e-mail nor first name is sent,"
          + " so that nothing is created. Exit code 1 where it does not say; what is known is"
          + " listed all the same."
    })
final class FieldsCommand implements Callable<Integer> {
  private final Program program;
  private final AskFields crm;

  @Option(names = "--connection", description = "Of this CRM account. Default: the first there is.")
  private @Nullable ConnectionName connection;

  @Option(names = "--known", description = "Ask nobody: list what is known already.")
  private boolean known;

  @Option(names = "--json", description = "One JSON object a line, for each field.")
  private boolean json;

  FieldsCommand(Program program, AskFields crm) {
    this.program = program;
    this.crm = crm;
  }

  @Override
  public Integer call() {
    ConnectionName name = connection == null ? FieldsKnown.connections(program).get(0) : connection;
    if (known) {
      return showKnown(name);
    }
    AskFields.Answer answer = crm.ask(name);
    if (answer instanceof AskFields.Answer.NotTold not) {
      complain(not.why());
      showKnown(name);
      return 1;
    }
    return keepAndShow(name, ((AskFields.Answer.Told) answer).fieldMap());
  }

  // ── what the CRM says now ─────────────────────────────────────────────────────────────────────

  private int keepAndShow(ConnectionName name, KeptFieldMap told) {
    show(Catalogue.refreshedBy(told.json()), "connection %s, as the CRM says now".formatted(name));
    try (Journal journal = Journals.open(program)) {
      journal.keepFieldMap(name, told.json(), told.at());
      return 0;
    } catch (NoJournal none) {
      complain("this is not kept: there is no journal here.");
      return 0;
    } catch (JournalRefused | JournalUnavailable unkept) {
      complain("this is not kept: " + unkept.getMessage());
      return 1;
    }
  }

  // ── what is known already ─────────────────────────────────────────────────────────────────────

  private int showKnown(ConnectionName name) {
    Optional<KeptFieldMap> kept = kept(name);
    show(
        kept.map(map -> Catalogue.refreshedBy(map.json())).orElseGet(Catalogue::documented),
        kept.map(map -> "connection %s, as the CRM said at %s".formatted(name, map.at()))
            .orElseGet(
                () ->
                    "connection %s, of which the CRM has never told the organisation's own: the documented ones"
                        .formatted(name)));
    return 0;
  }

  private Optional<KeptFieldMap> kept(ConnectionName name) {
    try (Journal journal = Journals.open(program)) {
      return journal.fieldMap(name);
    } catch (NoJournal none) {
      return Optional.empty();
    }
  }

  // ── lines ─────────────────────────────────────────────────────────────────────────────────────

  private void show(FieldCatalogue fields, String of) {
    if (json) {
      FieldTexts.listed(fields)
          .forEach(field -> program.out().println(Documents.write(FieldTexts.document(field))));
    } else {
      program.out().println("fields of " + of);
      FieldTexts.lines(fields).forEach(program.out()::println);
    }
    program.out().flush();
  }

  private void complain(String sentence) {
    program.err().println("leadline: " + Printable.lines(sentence));
    program.err().flush();
  }
}
