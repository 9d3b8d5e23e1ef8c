package io.leadline.mapping.yaml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Characters that nobody sees and YAML stumbles over: reported, and put right for reading on. */
final class Unreadable {
  private static final Pattern ODD_SPACE =
      Pattern.compile(
          "^[- ]*+(?:[\\p{L}\\p{N}_$.]+ ?: *)?[\\u00A0\\u2000-\\u200B\\u202F\\u3000\\uFEFF]");

  private final String file;
  private final Problems problems;

  Unreadable(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** The text as YAML can take it. */
  String putRight(String text) {
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      lines[i] = withoutTabs(i + 1, withoutOddSpaces(i + 1, withoutInvisible(i + 1, lines[i])));
    }
    return String.join("\n", lines);
  }

  private String withoutTabs(int line, String text) {
    int tab = tabOfLayout(text);
    if (tab < 0) {
      return text;
    }
    problems.notYaml(
        new Spot(file, line, text.codePointCount(0, tab) + 1),
        "a tab: YAML is laid out with spaces only; replace it with spaces");
    return text.replace("\t", "  ");
  }

  /** Where a line begins with one, or a value or an item does; -1 where none does. */
  private static int tabOfLayout(String text) {
    boolean begins = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\t' && begins) {
        return i;
      }
      if (c == '"' || c == '\'' || c == '#') {
        return -1;
      }
      begins = c == ':' || c == '-' || (begins && c == ' ');
    }
    return -1;
  }

  private String withoutOddSpaces(int line, String text) {
    Matcher odd = ODD_SPACE.matcher(text);
    if (!odd.find()) {
      return text;
    }
    problems.notYaml(
        new Spot(file, line, text.codePointCount(0, odd.end())),
        "a character that looks like a space and is none ("
            + name(text.charAt(odd.end() - 1))
            + ", as copied from a web page): replace it with a space");
    return text.replaceAll("[\\u00A0\\u2000-\\u200B\\u202F\\u3000\\uFEFF]", " ");
  }

  private String withoutInvisible(int line, String text) {
    if (text.codePoints().noneMatch(Unreadable::isUnreadable)) {
      return text;
    }
    int first = text.codePoints().filter(Unreadable::isUnreadable).findFirst().orElse(0);
    problems.notYaml(
        new Spot(file, line, 1 + text.codePointCount(0, text.indexOf(Character.toString(first)))),
        first == 0xFFFD
            ? "a character here is not UTF-8 (the file was saved as Latin-1 or Windows-1252?):"
                + " save the file as UTF-8"
            : "a character that cannot be seen stands here (" + name(first) + "): delete it");
    var readable = new StringBuilder();
    text.codePoints().forEach(c -> readable.appendCodePoint(isUnreadable(c) ? ' ' : c));
    return readable.toString();
  }

  private static boolean isUnreadable(int c) {
    return (Character.isISOControl(c) && c != '\t' && c != 0x85)
        || Character.getType(c) == Character.SURROGATE
        || (c >= 0xFFFD && c <= 0xFFFF);
  }

  private static String name(int c) {
    return String.format("U+%04X", c);
  }
}
