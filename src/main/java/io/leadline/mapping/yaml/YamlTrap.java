package io.leadline.mapping.yaml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What YAML makes of a text that somebody wrote in good faith, said in that person's words. */
final class YamlTrap extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Pattern NAME_AND_VALUE =
      Pattern.compile("^([\\s-]*+)([^:='\"#\\[{][^:='\"#]*+)(?:#[^:]*+)?[:=].*$");
  private static final Pattern ITEM = Pattern.compile("^(\\s*-).*$");

  /** What takes the trap's place, so that the lines behind it can be read. */
  enum Mend {
    /** From the trap to the end of its line. */
    REST_OF_LINE,
    /** The value of the line. */
    VALUE,
    /** Nobody can tell what was meant: the file is read no further. */
    NONE
  }

  private final transient Spot spot;
  private final String sentence;
  private final Mend mend;
  private final int line;

  YamlTrap(Spot spot, String sentence, Mend mend) {
    this(spot, sentence, mend, spot.line());
  }

  /**
   * @param line the one to mend, where it is not the one to look at
   */
  YamlTrap(Spot spot, String sentence, Mend mend, int line) {
    super(sentence, null, false, false);
    this.spot = spot;
    this.sentence = sentence;
    this.mend = mend;
    this.line = line;
  }

  Spot spot() {
    return spot;
  }

  String sentence() {
    return sentence;
  }

  /** The line that is mended. */
  Spot mended() {
    return new Spot(spot.file(), line, 0);
  }

  boolean canBeMended() {
    return mend != Mend.NONE;
  }

  /** The text with a value of ours in the trap's place. */
  String mend(String text) {
    String[] lines = text.split("\n", -1);
    lines[line - 1] =
        mend == Mend.REST_OF_LINE ? cut(lines[line - 1]) : withValueOfOurs(lines[line - 1]);
    return String.join("\n", lines);
  }

  private String cut(String text) {
    int length = text.codePointCount(0, text.length());
    int start = text.offsetByCodePoints(0, Math.min(spot.column() - 1, length));
    return text.substring(0, start) + "'mended'";
  }

  private static String withValueOfOurs(String text) {
    Matcher named = NAME_AND_VALUE.matcher(text);
    if (named.matches()) {
      return named.group(1) + named.group(2).strip() + ": 'mended'";
    }
    Matcher item = ITEM.matcher(text);
    return item.matches() ? item.group(1) + " 'mended'" : "";
  }
}
