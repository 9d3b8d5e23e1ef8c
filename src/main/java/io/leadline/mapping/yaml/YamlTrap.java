package io.leadline.mapping.yaml;

import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What YAML makes of a text that somebody wrote in good faith, said in that person's words. */
final class YamlTrap extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Pattern QUOTED_THEN_TEXT =
      Pattern.compile("^[^'\"]*[:\\-\\[,{ ] *(?:\"[^\"]*\"|'[^']*')\\s*$");

  private final transient Spot spot;
  private final String sentence;
  private final boolean cutAll;

  YamlTrap(Spot spot, String sentence, boolean cutAll) {
    super(sentence, null, false, false);
    this.spot = spot;
    this.sentence = sentence;
    this.cutAll = cutAll;
  }

  static YamlTrap unquotedBraces(Spot spot) {
    return new YamlTrap(
        spot,
        "a value that begins with '{{' needs quotes around it, or YAML takes it for a map:"
            + " \"{{ ... }}\"",
        false);
  }

  Spot spot() {
    return spot;
  }

  String sentence() {
    return sentence;
  }

  /** The text with an empty value in the trap's place. */
  String mend(String text) {
    if (cutAll) {
      return "";
    }
    String[] lines = text.split("\n", -1);
    String line = lines[spot.line() - 1];
    int start = line.offsetByCodePoints(0, spot.column() - 1);
    lines[spot.line() - 1] = line.substring(0, start) + "'mended'";
    return String.join("\n", lines);
  }

  static void explain(YamlEngineException e, String file, String text, Problems problems) {
    if (!(e instanceof MarkedYamlEngineException marked) || marked.getProblemMark().isEmpty()) {
      problems.error(
          Spot.wholeFile(file), "is not YAML: " + oneLine(String.valueOf(e.getMessage())));
      return;
    }
    Mark mark = marked.getProblemMark().get();
    String[] lines = text.split("\n", -1);
    String line = mark.getLine() < lines.length ? lines[mark.getLine()] : "";
    Spot at = new Spot(file, mark.getLine() + 1, mark.getColumn() + 1);
    Spot context =
        marked
            .getContextMark()
            .map(m -> new Spot(file, m.getLine() + 1, m.getColumn() + 1))
            .orElse(at);
    String problem = String.valueOf(marked.getProblem());
    if (String.valueOf(marked.getContext()).contains("quoted scalar")
        && problem.contains("end of stream")) {
      problems.error(context, "the quote that opens here is never closed");
    } else if (QUOTED_THEN_TEXT.matcher(before(line, mark.getColumn())).matches()) {
      problems.error(
          at,
          "the quotes end here and text follows: for quotes inside quotes use the other kind, \" or"
              + " '");
    } else if (problem.contains("escape character")) {
      problems.error(at, "'\\' is special inside \"…\": use '…' quotes, or write '\\\\'");
    } else if (problem.contains("mapping values are not allowed")) {
      problems.error(
          at, "a ': ' inside a text makes YAML see a second name: put the whole text in quotes");
    } else if (problem.contains("cannot start any token")) {
      problems.error(at, "a text cannot begin with this character: put it in quotes");
    } else {
      problems.error(
          at,
          "YAML cannot be read here: "
              + oneLine(problem)
              + "; look at the indentation and the quotes of this line and the one before");
    }
  }

  private static String before(String line, int column) {
    int length = line.codePointCount(0, line.length());
    return line.substring(0, line.offsetByCodePoints(0, Math.min(column, length)));
  }

  private static String oneLine(String message) {
    String line = message.replace('\n', ' ');
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }
}
