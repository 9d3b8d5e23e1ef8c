package io.leadline.mapping;

/**
 * A required or strict field cannot be made; the message is for the dead letter, free of values.
 */
final class CannotMap extends Exception {
  private static final long serialVersionUID = 1L;

  CannotMap(String sentence) {
    super(sentence);
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
