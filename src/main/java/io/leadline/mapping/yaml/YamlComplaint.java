package io.leadline.mapping.yaml;

import io.leadline.mapping.yaml.YamlTrap.Mend;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What the YAML parser complains of, turned into what somebody who does not know YAML has to do.
 */
final class YamlComplaint {
  /** Whoever writes longer ones does not write mappings. */
  private static final int LONGEST_LINE = 2000;

  private static final Pattern QUOTED_THEN_TEXT =
      Pattern.compile("^[^'\"]*[:\\-\\[,{ ] *(?:\"[^\"]*\"|'[^']*')\\s*$");
  private static final Pattern FIRST_NAME = Pattern.compile("^[\\s-]*+[^:#'\"][^:#]*$");

  private static final Set<String> OF_A_VALUE =
      Set.of("from", "lookup", "when", "then", "otherwise");

  private final String file;
  private final String[] lines;
  private final String problem;
  private final String context;
  private final Spot at;
  private final Spot since;

  private YamlComplaint(MarkedYamlEngineException e, Mark mark, String file, String text) {
    this.file = file;
    this.lines = text.split("\n", -1);
    this.problem = String.valueOf(e.getProblem());
    this.context = String.valueOf(e.getContext());
    this.at = spot(mark);
    this.since = e.getContextMark().map(this::spot).orElse(at);
  }

  static YamlTrap trap(YamlEngineException e, String file, String text) {
    Optional<Mark> mark =
        e instanceof MarkedYamlEngineException marked ? marked.getProblemMark() : Optional.empty();
    return e instanceof MarkedYamlEngineException marked && mark.isPresent()
        ? new YamlComplaint(marked, mark.get(), file, text).trap()
        : new YamlTrap(
            Spot.wholeFile(file),
            "is not YAML: " + oneLine(String.valueOf(e.getMessage())),
            Mend.NONE);
  }

  private YamlTrap trap() {
    if (context.contains("quoted scalar")) {
      return ofQuotes();
    }
    if (isBehindQuotes()) {
      return new YamlTrap(
          at,
          "the quotes end here and text follows: for quotes inside quotes use the other kind, \" or"
              + " '",
          Mend.VALUE);
    }
    if (context.contains("flow ")) {
      return ofBrackets();
    }
    if (problem.contains("mapping values are not allowed")) {
      return ofColon();
    }
    if (problem.contains("could not find expected ':'")) {
      return ofLineWithoutColon();
    }
    return problem.contains("expected") ? ofLayout() : ofFirstCharacter();
  }

  private boolean isBehindQuotes() {
    String before = before();
    return !problem.contains("expected ':'")
        && before.length() < LONGEST_LINE
        && QUOTED_THEN_TEXT.matcher(before).matches();
  }

  private YamlTrap ofQuotes() {
    if (problem.contains("escape character") || problem.contains("hexadecimal")) {
      return new YamlTrap(
          at, "'\\' is special inside \"…\": use '…' quotes, or write '\\\\'", Mend.VALUE);
    }
    String rest = from(since).substring(1);
    boolean typographic =
        rest.indexOf('”') >= 0 || rest.indexOf('’') >= 0 || rest.indexOf('“') >= 0;
    return new YamlTrap(
        since,
        typographic
            ? "the quote that opens here is never closed: typographic quotes (“ ” ’) close nothing,"
                + " write \" or '"
            : "the quote that opens here is never closed",
        Mend.VALUE);
  }

  private YamlTrap ofBrackets() {
    char open = character(since);
    char close = open == '{' ? '}' : ']';
    return new YamlTrap(
        since,
        "the '"
            + open
            + "' that opens here is not closed with '"
            + close
            + "' where it should be; if it belongs to a text, put the text in quotes",
        Mend.VALUE);
  }

  private YamlTrap ofColon() {
    if (FIRST_NAME.matcher(before()).matches()) {
      return new YamlTrap(start(), furtherIn(before().strip()), Mend.NONE);
    }
    return new YamlTrap(
        at,
        "a ': ' inside a text makes YAML see a second name: put the whole text in quotes",
        Mend.VALUE);
  }

  private static String furtherIn(String name) {
    String above = "this line is further in than the one above it, which has its value already: ";
    return OF_A_VALUE.contains(name)
        ? above + "put that value on a line of its own, as 'from: …', in this line's column"
        : above + "begin it in the same column";
  }

  private YamlTrap ofLineWithoutColon() {
    String line = from(since);
    String cut = CutByHash.ofName(line);
    String missing = cut == null ? MissingSpace.sentence(line) : cut;
    return new YamlTrap(
        since,
        missing == null ? "this line has no ': '; a line is written as 'name: value'" : missing,
        Mend.VALUE);
  }

  private YamlTrap ofLayout() {
    if (problem.contains("a comment or a line break")) {
      return ofCharacter(new Spot(file, since.line(), since.column()), Mend.VALUE);
    }
    if (problem.contains("found '<block mapping start>'")
        || problem.contains("found '<block sequence start>'")
        || problem.contains("found '-'")) {
      return new YamlTrap(
          at,
          "this line begins in column "
              + at.column()
              + ", where no line above it begins: lines that belong together begin in one column",
          Mend.NONE);
    }
    return character(at) == 0 || Character.isLetterOrDigit(character(at))
        ? unknown()
        : ofCharacter(at, Mend.VALUE);
  }

  private YamlTrap ofFirstCharacter() {
    if (problem.contains("sequence entries are not allowed")) {
      return new YamlTrap(
          at,
          "a list begins on a line of its own, below its name; a text that begins with '-' goes in"
              + " quotes",
          Mend.VALUE);
    }
    boolean first =
        problem.contains("cannot start any token")
            || problem.contains("mapping keys are not allowed")
            || context.contains("directive");
    return first ? ofCharacter(at, Mend.VALUE) : unknown();
  }

  private YamlTrap ofCharacter(Spot where, Mend mend) {
    Spot spot = context.contains("directive") ? since : where;
    String begun = before(spot).substring(startOfText(before(spot)));
    if (begun.startsWith("*") || begun.startsWith("&")) {
      return ofMachinery(spot, begun, mend);
    }
    boolean closes = "]}".indexOf(character(spot)) >= 0 && !before(spot).endsWith(": ");
    return new YamlTrap(
        spot,
        closes
            ? "this '"
                + character(spot)
                + "' closes what was never opened; if it belongs to a text,"
                + " put the text in quotes"
            : "a text cannot begin with '" + character(spot) + "': put it in quotes",
        mend);
  }

  /** {@code *@acme.com}: YAML has taken a part of it for the name of something. */
  private YamlTrap ofMachinery(Spot spot, String begun, Mend mend) {
    int column = spot.column() - begun.codePointCount(0, begun.length());
    return new YamlTrap(
        new Spot(file, spot.line(), column),
        begun.startsWith("*")
            ? "a value that begins with '*' is a YAML alias: put the text in quotes"
            : "a value that begins with '&' is a YAML anchor: put the text in quotes",
        mend);
  }

  private static int startOfText(String before) {
    int start = before.length();
    while (start > 0 && " \t[{,".indexOf(before.charAt(start - 1)) < 0) {
      start--;
    }
    return start;
  }

  private YamlTrap unknown() {
    return new YamlTrap(
        at,
        "YAML cannot be read here: "
            + oneLine(problem)
            + "; look at the indentation and the quotes of this line and the one before",
        Mend.NONE);
  }

  private Spot start() {
    String line = line(at);
    int blank = line.length() - line.stripLeading().length();
    return new Spot(file, at.line(), blank + 1);
  }

  private String before() {
    return before(at);
  }

  private String before(Spot spot) {
    String line = line(spot);
    return line.substring(0, line.length() - from(spot).length());
  }

  private String from(Spot spot) {
    String line = line(spot);
    int length = line.codePointCount(0, line.length());
    return line.substring(line.offsetByCodePoints(0, Math.min(spot.column() - 1, length)));
  }

  private char character(Spot spot) {
    String rest = from(spot);
    return rest.isEmpty() ? 0 : rest.charAt(0);
  }

  private String line(Spot spot) {
    return spot.line() <= lines.length ? lines[spot.line() - 1] : "";
  }

  private Spot spot(Mark mark) {
    return new Spot(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static String oneLine(String message) {
    String line = message.replace('\n', ' ');
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }
}
