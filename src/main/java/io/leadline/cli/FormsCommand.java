package io.leadline.cli;

import io.leadline.event.Documents;
import io.leadline.event.HookName;
import io.leadline.form.FormName;
import io.leadline.form.Known;
import io.leadline.journal.Journal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "forms",
    mixinStandardHelpOptions = true,
    description = {
      "List the questions of the forms, as submissions have shown them: ids, titles, kinds, choices,"
          + " and when each was last seen."
    })
final class FormsCommand implements Callable<Integer> {
  private final Program program;

  @Option(names = "--hook", description = "Only of this hook.")
  private @Nullable HookName hook;

  @Option(names = "--json", description = "One JSON object a line, for each question.")
  private boolean json;

  FormsCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    try (Journal journal = Journals.open(program)) {
      var forms = journal.forms().all(hook);
      if (forms.isEmpty() && !json) {
        program.out().println("no submission has shown a form yet");
      }
      forms.forEach(this::print);
      program.out().flush();
      return 0;
    }
  }

  private void print(FormName form, List<Known> questions) {
    if (json) {
      questions.forEach(known -> program.out().println(Documents.write(document(form, known))));
      return;
    }
    program.out().println("hook %s, form %s".formatted(form.hook(), Printable.line(form.form())));
    questions.forEach(known -> program.out().println("  " + Printable.line(line(known))));
  }

  private static String line(Known known) {
    var question = known.question();
    return "%-24s %s%s%s  %s"
        .formatted(
            question.id(),
            question.title(),
            question.type().isEmpty() ? "" : " (" + question.type() + ")",
            question.options().isEmpty() ? "" : ": " + String.join(" | ", question.options()),
            known.isThere() ? "last seen " + known.lastSeen() : "GONE since " + known.removedAt());
  }

  private static Map<String, @Nullable Object> document(FormName form, Known known) {
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put("hook", form.hook().value());
    document.put("form", form.form());
    document.put("id", known.question().id());
    document.put("title", known.question().title());
    document.put("former_titles", known.formerTitles());
    document.put("type", known.question().type());
    document.put("options", known.question().options());
    document.put("first_seen", known.firstSeen().toString());
    document.put("last_seen", known.lastSeen().toString());
    document.put("removed_at", known.removedAt() == null ? null : known.removedAt().toString());
    return document;
  }
}
