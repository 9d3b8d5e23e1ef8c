package io.leadline.mapping.function;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The readable text of a piece of HTML, in one pass. */
final class Html {
  private static final Pattern TAG = Pattern.compile("</?([a-zA-Z][a-zA-Z0-9]*)|<!--|<!|<\\?");
  private static final Pattern ENTITY =
      Pattern.compile("&(#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-z]{2,6});");
  private static final Pattern BREAK =
      Pattern.compile("(?i)br|p|div|li|tr|h[1-6]|ul|ol|table|blockquote");
  private static final Map<String, String> NAMED =
      Map.of(
          "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ", "euro", "€",
          "hellip", "…", "ndash", "–", "mdash", "—");

  private Html() {}

  static String text(String html) {
    var text = new StringBuilder();
    Matcher tag = TAG.matcher(html);
    int from = 0;
    while (from < html.length() && tag.find(from)) {
      int end = end(html, tag);
      if (end < 0) {
        break;
      }
      text.append(html, from, tag.start());
      if (tag.group(1) != null && BREAK.matcher(tag.group(1)).matches()) {
        newLine(text);
      }
      from = end;
    }
    return Texts.trim(characters(text.append(html, from, html.length()).toString()));
  }

  /**
   * Behind the tag, or behind all that a comment, script or style holds; -1 where it never ends.
   */
  private static int end(String html, Matcher tag) {
    if (tag.group().equals("<!--")) {
      return behind(html, "-->", tag.end());
    }
    int end = behind(html, ">", tag.end());
    String name = tag.group(1);
    boolean opens = name != null && html.charAt(tag.start() + 1) != '/';
    if (end > 0 && opens && (name.equalsIgnoreCase("script") || name.equalsIgnoreCase("style"))) {
      return closing(html, name, end);
    }
    return end;
  }

  private static int closing(String html, String name, int from) {
    for (int at = html.indexOf("</", from); at >= 0; at = html.indexOf("</", at + 2)) {
      if (html.regionMatches(true, at + 2, name, 0, name.length())) {
        return behind(html, ">", at);
      }
    }
    return html.length();
  }

  private static int behind(String html, String mark, int from) {
    int at = html.indexOf(mark, from);
    return at < 0 ? -1 : at + mark.length();
  }

  private static void newLine(StringBuilder text) {
    if (text.length() > 0 && text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
    }
  }

  private static String characters(String text) {
    return ENTITY
        .matcher(text)
        .replaceAll(
            entity -> {
              String character = character(entity.group(1));
              return Matcher.quoteReplacement(character == null ? entity.group() : character);
            });
  }

  private static @Nullable String character(String entity) {
    if (!entity.startsWith("#")) {
      return NAMED.get(entity);
    }
    boolean hexadecimal = entity.charAt(1) == 'x' || entity.charAt(1) == 'X';
    int codePoint = Integer.parseInt(entity.substring(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10);
    boolean character =
        Character.isValidCodePoint(codePoint) && Character.isDefined(codePoint) && codePoint > 31;
    return character && Character.getType(codePoint) != Character.SURROGATE
        ? Character.toString(codePoint)
        : null;
  }
}
