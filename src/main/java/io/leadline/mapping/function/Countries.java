package io.leadline.mapping.function;

import io.leadline.mapping.function.MappingFunction.Unfit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Countries by what people call them: ISO 3166 codes, and names in some twenty languages. From a
 * list of ours, not from the JDK's: its names change from release to release, and what a mapping
 * gives must not.
 */
public final class Countries {
  private static final int LONGEST_NAME = 100;
  private static final Map<String, String> CODES = new HashMap<>();
  private static final Map<String, String> ENGLISH_NAMES = new LinkedHashMap<>();

  static {
    Lines.of("countries.txt").forEach(Countries::learn);
  }

  private Countries() {}

  /**
   * The ISO 3166-1 alpha-2 code, upper case.
   *
   * @throws Unfit when it is no country we know
   */
  public static String iso2(Object value) throws Unfit {
    String name = Texts.of(value);
    String code = name == null ? null : find(name);
    if (code == null) {
      throw new Unfit("not a country (as DE, DEU or Germany)");
    }
    return code;
  }

  static String englishName(String iso2) {
    return ENGLISH_NAMES.getOrDefault(iso2, iso2);
  }

  static @Nullable String find(String name) {
    if (name.length() > LONGEST_NAME) {
      return null;
    }
    String code = CODES.get(key(name));
    return code == null && name.indexOf('(') > 0
        ? CODES.get(key(name.substring(0, name.indexOf('('))))
        : code;
  }

  /** A line is {@code DE DEU Germany|Deutschland|…}, English first. */
  private static void learn(String line) {
    String iso2 = line.substring(0, 2);
    List<String> names = List.of(line.substring(7).split("\\|"));
    ENGLISH_NAMES.put(iso2, names.get(0));
    CODES.put(iso2.toLowerCase(Locale.ROOT), iso2);
    CODES.put(line.substring(3, 6).toLowerCase(Locale.ROOT), iso2);
    names.forEach(name -> CODES.put(key(name), iso2));
  }

  private static String key(String name) {
    String key = Texts.fold(name.replace("&", " and "));
    return key.startsWith("the") ? key.substring(3) : key;
  }
}
