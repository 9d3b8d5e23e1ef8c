package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words that mix cases are left alone: McDonald, iPhone. */
final class Title extends TextFunction {
  Title() {
    super("title", "Writes each word with a capital; words that mix cases stay as they are.");
  }

  @Override
  @Nullable Object applyTo(String text, List<String> arguments) {
    var titled = new StringBuilder(text.length());
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || !isPartOfWord(text.charAt(i))) {
        titled.append(capitalised(text.substring(start, i)));
        titled.append(text, i, Math.min(i + 1, text.length()));
        start = i + 1;
      }
    }
    return titled.toString();
  }

  private static boolean isPartOfWord(char c) {
    return !Texts.isSpace(c) && "-/(\"".indexOf(c) < 0;
  }

  private static String capitalised(String word) {
    String lower = Letters.lower(word);
    boolean mixed = !word.equals(lower) && !word.equals(Letters.upper(word));
    if (mixed || word.isEmpty()) {
      return word;
    }
    boolean irish = lower.length() > 3 && (lower.charAt(1) == '\'' || lower.charAt(1) == '’');
    return irish
        ? upperFirst(lower.substring(0, 2)) + upperFirst(lower.substring(2))
        : upperFirst(lower);
  }

  private static String upperFirst(String word) {
    int first = word.codePointAt(0);
    return Character.toString(Character.toTitleCase(first))
        + word.substring(Character.charCount(first));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("ada lovelace", "title", "Ada Lovelace"),
        new Example("ADA LOVELACE", "title", "Ada Lovelace"),
        new Example("jean-luc o'neil", "title", "Jean-Luc O'Neil"),
        new Example("Ronald McDonald", "title", "Ronald McDonald"),
        new Example("ada's café", "title", "Ada's Café"),
        new Example(List.of("ada", "GRACE"), "title", List.of("Ada", "Grace")),
        new Example(null, "title", null));
  }
}
