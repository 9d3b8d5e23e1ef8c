package io.leadline.cli;

import io.leadline.event.Documents;
import io.leadline.mapping.MappingTexts;
import io.leadline.mapping.yaml.Problem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How {@code check} tells what is wrong. */
enum ProblemFormat {
  /** For people: the place, what is wrong, the line, and a caret under the character. */
  TEXT {
    @Override
    void tell(List<Problem> problems, Path folder, MappingTexts texts, Program program) {
      for (Problem problem : problems) {
        boolean warning = problem.severity() == Problem.Severity.WARNING;
        program
            .out()
            .println(
                Printable.lines(
                    place(problem, folder)
                        + ": "
                        + problem.message()
                        + (warning ? " (warning)" : "")));
        caret(problem, texts).ifPresent(program.out()::println);
      }
    }
  },
  /** For programs: one document. */
  JSON {
    @Override
    void tell(List<Problem> problems, Path folder, MappingTexts texts, Program program) {
      program
          .out()
          .println(
              Documents.write(
                  Map.of("problems", problems.stream().map(it -> document(it, folder)).toList())));
    }
  },
  /** For GitHub Actions, which shows each beside its line. */
  GITHUB {
    @Override
    void tell(List<Problem> problems, Path folder, MappingTexts texts, Program program) {
      problems.forEach(problem -> program.out().println(annotation(problem, folder)));
    }
  };

  private static final int LONGEST_LINE = 160;

  /**
   * Tells all of them.
   *
   * @param texts where the lines stand
   */
  abstract void tell(List<Problem> problems, Path folder, MappingTexts texts, Program program);

  private static String place(Problem problem, Path folder) {
    String file = file(problem, folder);
    return problem.line() == 0 ? file : file + ":" + problem.line() + ":" + problem.column();
  }

  private static String file(Problem problem, Path folder) {
    return problem.file().isEmpty() ? folder.toString() : folder.resolve(problem.file()).toString();
  }

  /** The column counts characters, and a tab is one. */
  private static Optional<String> caret(Problem problem, MappingTexts texts) {
    String[] lines =
        texts.byFileName().getOrDefault(problem.file(), "").replace("\r\n", "\n").split("\n", -1);
    if (problem.line() == 0 || problem.line() > lines.length) {
      return Optional.empty();
    }
    String line = lines[problem.line() - 1];
    int length = line.codePointCount(0, line.length());
    if (length > LONGEST_LINE || problem.column() > length + 1) {
      return Optional.empty();
    }
    String before = line.substring(0, line.offsetByCodePoints(0, problem.column() - 1));
    String number = "%6d | ".formatted(problem.line());
    return Optional.of(
        number
            + Printable.line(line.replace('\t', ' '))
            + "\n"
            + "       | "
            + " ".repeat(Printable.line(before.replace('\t', ' ')).length())
            + "^");
  }

  private static Map<String, Object> document(Problem problem, Path folder) {
    var document = new LinkedHashMap<String, Object>();
    document.put("file", file(problem, folder));
    document.put("line", problem.line());
    document.put("column", problem.column());
    document.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
    document.put("message", problem.message());
    return document;
  }

  /** As the workflow commands of GitHub Actions are written. */
  private static String annotation(Problem problem, Path folder) {
    String place =
        problem.line() == 0 ? "" : ",line=%d,col=%d".formatted(problem.line(), problem.column());
    return "::"
        + problem.severity().name().toLowerCase(Locale.ROOT)
        + " file="
        + escaped(file(problem, folder)).replace(":", "%3A").replace(",", "%2C")
        + place
        + "::"
        + escaped(problem.message());
  }

  private static String escaped(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }
}
