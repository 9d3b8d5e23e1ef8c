package io.leadline.mapping.pin;

/** A part of a text. */
record Piece(Kind kind, String text) {
  enum Kind {
    /** Letters; has a stand-in. */
    WORD,
    /** Digits; have a stand-in. */
    DIGITS,
    /** A date, with or without a time; has a stand-in. */
    DATE,
    /** Stays: the mapping says it, or it is a free mail provider. */
    SAID,
    /** Stays: punctuation, white space, what makes an address an address. */
    BETWEEN
  }

  boolean isReplaced() {
    return kind == Kind.WORD || kind == Kind.DIGITS || kind == Kind.DATE;
  }

  /** The same for the same word, in whatever case it is written. */
  String key() {
    return folded(text);
  }

  /** In small letters, one for one: as long as it was. */
  static String folded(String text) {
    var folded = new StringBuilder(text.length());
    text.codePoints().map(Character::toLowerCase).forEach(folded::appendCodePoint);
    return folded.toString();
  }
}
