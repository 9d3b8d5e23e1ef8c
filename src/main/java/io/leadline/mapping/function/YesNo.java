package io.leadline.mapping.function;

import io.leadline.mapping.function.MappingFunction.Unfit;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Yes and no as forms send them, in a few languages. */
public final class YesNo {
  private static final Set<String> YES =
      Set.of(
          "true",
          "t",
          "yes",
          "y",
          "on",
          "1",
          "checked",
          "ticked",
          "ja",
          "j",
          "oui",
          "si",
          "sim",
          "tak",
          "wahr",
          "vrai",
          "yesplease",
          "iagree",
          "agree",
          "agreed");
  private static final Set<String> NO =
      Set.of(
          "false",
          "f",
          "no",
          "n",
          "off",
          "0",
          "unchecked",
          "nein",
          "non",
          "nee",
          "nej",
          "nao",
          "nie",
          "falsch",
          "faux",
          "nothanks",
          "nothankyou",
          "neindanke",
          "nonmerci",
          "nogracias",
          "nograzie",
          "neebedankt",
          "nejtack",
          "idonotagree",
          "idontagree",
          "donotagree",
          "disagree",
          "decline",
          "declined");

  private YesNo() {}

  /**
   * Reads a plain yes or no.
   *
   * @throws Unfit when it is neither
   */
  public static boolean read(Object value) throws Unfit {
    Boolean answer = value instanceof Boolean given ? given : plain(value);
    if (answer == null) {
      throw new Unfit("neither yes nor no (for a box that sends its own label, add | ticked)");
    }
    return answer;
  }

  /**
   * Whether a box is ticked. Ticked boxes come as true, as "on", as their label or as a list of
   * labels, and boxes that are not ticked mostly do not come at all: all but a plain no counts.
   */
  static boolean ticked(@Nullable Object value) {
    if (value == null || Texts.isNothing(value)) {
      return false;
    }
    if (value instanceof List<?> list) {
      return list.stream().anyMatch(YesNo::ticked);
    }
    if (value instanceof Map<?, ?> object) {
      return object.values().stream().anyMatch(YesNo::ticked);
    }
    Boolean plain = value instanceof Boolean given ? given : plain(value);
    return plain == null || plain;
  }

  private static @Nullable Boolean plain(Object value) {
    if (value instanceof Number number) {
      return oneOrZero(Numbers.exact(number));
    }
    String text = Texts.of(value);
    if (text == null || text.length() > 40) {
      return null;
    }
    String word = Texts.fold(text);
    return YES.contains(word) ? Boolean.TRUE : NO.contains(word) ? Boolean.FALSE : null;
  }

  private static @Nullable Boolean oneOrZero(@Nullable BigDecimal number) {
    if (number == null || number.signum() == 0) {
      return number == null ? null : Boolean.FALSE;
    }
    return number.compareTo(BigDecimal.ONE) == 0 ? Boolean.TRUE : null;
  }
}
