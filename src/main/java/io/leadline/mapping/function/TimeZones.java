package io.leadline.mapping.function;

import io.leadline.mapping.function.MappingFunction.Unfit;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Time zones by their IANA name, whatever the case. */
public final class TimeZones {
  private static final Map<String, String> NAMES =
      ZoneId.getAvailableZoneIds().stream()
          .filter(name -> !name.startsWith("SystemV/"))
          .collect(Collectors.toMap(TimeZones::key, name -> name, TimeZones::shorter));

  private TimeZones() {}

  /**
   * The name as IANA spells it.
   *
   * @throws Unfit when it is none, as Windows' own names are
   */
  public static String iana(Object value) throws Unfit {
    String typed = Texts.of(value);
    String name = typed == null || typed.length() > 100 ? null : NAMES.get(key(typed));
    if (name == null) {
      throw new Unfit("not an IANA time zone (as Europe/Berlin)");
    }
    return name;
  }

  private static String key(String name) {
    return name.replace(' ', '_').toLowerCase(Locale.ROOT);
  }

  private static String shorter(String one, String other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
