package io.leadline.mapping.yaml;

/** “Quotes” as word processors write them: to YAML they are letters. */
final class TypographicQuotes {
  private static final String QUOTES = "“”„‟«»‘’‚‛";

  private TypographicQuotes() {}

  static void refuse(String text, Spot spot) {
    boolean quoted =
        text.length() > 1
            && isQuote(text.charAt(0))
            && (isQuote(text.charAt(text.length() - 1))
                || "\"'".indexOf(text.charAt(text.length() - 1)) >= 0);
    if (quoted) {
      throw new YamlTrap(
          spot,
          "typographic quotes ("
              + text.charAt(0)
              + " "
              + text.charAt(text.length() - 1)
              + ") are letters to YAML: write \" or '; if they belong to the text, put '…' around"
              + " it",
          YamlTrap.Mend.VALUE);
    }
  }

  private static boolean isQuote(char c) {
    return QUOTES.indexOf(c) >= 0;
  }
}
