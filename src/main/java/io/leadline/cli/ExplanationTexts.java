package io.leadline.cli;

import io.leadline.event.Documents;
import io.leadline.mapping.Explanation;
import io.leadline.mapping.Explanation.Asked;
import io.leadline.mapping.Explanation.Clause;
import io.leadline.mapping.Explanation.Doing;
import io.leadline.mapping.Explanation.Line;
import io.leadline.mapping.yaml.Spot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a mapping came to its calls, in words. Values are shown, long ones in part. */
final class ExplanationTexts {
  private static final int LONGEST = 200;

  private ExplanationTexts() {}

  static List<String> lines(Explanation explanation) {
    var lines = new ArrayList<String>();
    explanation.asked().forEach(asked -> add(asked, lines));
    if (explanation.asked().isEmpty()) {
      lines.add("no mapping has this hook");
    }
    String call = "";
    for (Line line : explanation.lines()) {
      if (!line.call().equals(call)) {
        call = line.call();
        lines.add(call);
      }
      add(line, lines);
    }
    lines.addAll(ending(explanation));
    return lines;
  }

  private static void add(Asked asked, List<String> lines) {
    lines.add(
        asked.file()
            + (asked.took() ? " takes it" : " does not take it")
            + (asked.clauses().isEmpty() ? ": it has no 'when'" : ""));
    asked.clauses().forEach(clause -> lines.add(line(clause)));
  }

  private static String line(Clause clause) {
    return "  %s %s must %s: it is %s   (%s)"
        .formatted(
            clause.holds() ? "holds:" : "DOES NOT HOLD:",
            clause.path(),
            clause.must(),
            value(clause.found()),
            place(clause.spot()));
  }

  private static void add(Line line, List<String> lines) {
    lines.add("  %-20s %s".formatted(Printable.line(line.field()), outcome(line)));
    if (line.doings().stream().noneMatch(Doing.Read.class::isInstance)) {
      lines.add("      as written (" + place(line.spot()) + ")");
    }
    line.doings().forEach(doing -> lines.addAll(lines(doing)));
  }

  private static String outcome(Line line) {
    return switch (line.ending()) {
      case SENT -> value(line.value());
      case LEFT_OUT -> "not sent: there is nothing";
      case WARNED -> "not sent, with a warning: " + Printable.line(line.why());
      case FAILED -> "DEAD LETTER: " + Printable.line(line.why());
    };
  }

  private static List<String> lines(Doing doing) {
    if (doing instanceof Doing.Read read) {
      return lines(read);
    }
    if (doing instanceof Doing.Applied applied) {
      return List.of(step("| " + applied.function(), value(applied.output())));
    }
    if (doing instanceof Doing.Refused refused) {
      return List.of(step("| " + refused.function(), "cannot use it: " + refused.why()));
    }
    return List.of("        (" + Printable.line(((Doing.Noted) doing).sentence()) + ")");
  }

  private static List<String> lines(Doing.Read read) {
    var lines = new ArrayList<String>();
    lines.add("      " + Printable.line(read.expression()) + "   (" + place(read.spot()) + ")");
    lines.add(step(read.path(), value(read.found()) + origin(read)));
    if (!read.instead().isEmpty()) {
      lines.add("        nearest: " + names(read.instead()));
    }
    return lines;
  }

  /** By which of its names the question was found, or that none of them is there. */
  private static String origin(Doing.Read read) {
    Explanation.Asks question = read.question();
    if (question == null) {
      return read.instead().isEmpty() ? "" : ": there is no such place";
    }
    return question.taken() == null
        ? ": no question is called " + alternatives(question) + " (" + place(question.spot()) + ")"
        : ", the answer to " + names(List.of(question.taken()));
  }

  private static String alternatives(Explanation.Asks question) {
    return String.join(" or ", question.names().stream().map(ExplanationTexts::quoted).toList());
  }

  private static String step(String what, String gives) {
    return "        " + Printable.line(what) + " -> " + gives;
  }

  private static String names(List<String> names) {
    return String.join(", ", names.stream().map(ExplanationTexts::quoted).toList());
  }

  private static List<String> ending(Explanation explanation) {
    return DecisionTexts.lines(explanation.decision()).stream()
        .filter(line -> line.startsWith("dead letter") || line.startsWith("ignored"))
        .toList();
  }

  static Map<String, @Nullable Object> document(Explanation explanation) {
    var document = new LinkedHashMap<>(DecisionTexts.document(explanation.decision()));
    document.put("asked", explanation.asked().stream().map(ExplanationTexts::document).toList());
    document.put("lines", explanation.lines().stream().map(ExplanationTexts::document).toList());
    return document;
  }

  private static Map<String, @Nullable Object> document(Asked asked) {
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put("file", asked.file());
    document.put("took", asked.took());
    document.put("when", asked.clauses().stream().map(ExplanationTexts::document).toList());
    return document;
  }

  private static Map<String, @Nullable Object> document(Clause clause) {
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put("path", clause.path());
    document.put("must", clause.must());
    document.put("holds", clause.holds());
    document.put("found", clause.found());
    document.put("where", place(clause.spot()));
    return document;
  }

  private static Map<String, @Nullable Object> document(Line line) {
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put("call", line.call());
    document.put("field", line.field());
    document.put("where", place(line.spot()));
    document.put("ending", line.ending().name().toLowerCase(Locale.ROOT));
    document.put("value", line.value());
    document.put("why", line.why());
    document.put("steps", line.doings().stream().map(ExplanationTexts::document).toList());
    return document;
  }

  private static Map<String, @Nullable Object> document(Doing doing) {
    var document = new LinkedHashMap<String, @Nullable Object>();
    if (doing instanceof Doing.Read read) {
      document.put("expression", read.expression());
      document.put("path", read.path());
      document.put("where", place(read.spot()));
      document.put("question", document(read.question()));
      document.put("found", read.found());
      document.put("instead", read.instead());
    } else if (doing instanceof Doing.Applied applied) {
      document.put("function", applied.function());
      document.put("output", applied.output());
    } else if (doing instanceof Doing.Refused refused) {
      document.put("function", refused.function());
      document.put("refused", refused.why());
    } else {
      document.put("note", ((Doing.Noted) doing).sentence());
    }
    return document;
  }

  private static @Nullable Map<String, @Nullable Object> document(
      Explanation.@Nullable Asks question) {
    if (question == null) {
      return null;
    }
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put("names", question.names());
    document.put("taken", question.taken());
    document.put("where", place(question.spot()));
    return document;
  }

  private static String quoted(String name) {
    return "'" + Printable.line(name) + "'";
  }

  private static String value(@Nullable Object value) {
    if (value == null) {
      return "nothing";
    }
    String text = Printable.line(Documents.write(value));
    return text.length() <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST / 2)) + "…";
  }

  private static String place(Spot spot) {
    return spot.line() == 0 ? spot.file() : spot.file() + ":" + spot.line() + ":" + spot.column();
  }
}
