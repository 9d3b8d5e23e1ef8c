package io.leadline.mapping.field;

import io.leadline.mapping.function.MappingFunction.Unfit;
import io.leadline.mapping.function.Texts;

/** A text as JSON can carry it: without control characters and halves of characters. */
final class PlainText {
  private PlainText() {}

  static String of(Object value) throws Unfit {
    String written = Texts.of(value);
    String text = written == null ? "" : Texts.trim(clean(written));
    if (text.isEmpty()) {
      throw new Unfit("nothing is in it that can be read");
    }
    return text;
  }

  private static String clean(String text) {
    var clean = new StringBuilder(text.length());
    text.codePoints().filter(PlainText::isText).forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isText(int codePoint) {
    return codePoint == '\n'
        || codePoint == '\t'
        || !(Character.isISOControl(codePoint)
            || Character.getType(codePoint) == Character.SURROGATE);
  }
}
