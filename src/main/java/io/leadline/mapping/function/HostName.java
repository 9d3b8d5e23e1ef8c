package io.leadline.mapping.function;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A domain name that can be on the public Internet, in whatever script it was typed. */
final class HostName {
  private static final int LONGEST = 253;
  private static final Pattern PUBLIC =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})");
  private static final Pattern ADDRESS =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1?\\d?\\d)");

  private HostName() {}

  /** In small letters and the script it was typed in; null where it is no name with a dot. */
  static @Nullable String read(String typed) {
    String name = typed.endsWith(".") ? typed.substring(0, typed.length() - 1) : typed;
    String ascii = ascii(name);
    return ascii != null && PUBLIC.matcher(ascii).matches() ? name.toLowerCase(Locale.ROOT) : null;
  }

  static boolean isAddress(String typed) {
    return typed.length() <= 15 && ADDRESS.matcher(typed).matches();
  }

  /** As DNS has it ({@code xn--…}), in small letters; null where it cannot be one. */
  static @Nullable String ascii(String name) {
    if (name.isEmpty() || name.length() > LONGEST) {
      return null;
    }
    try {
      String ascii = IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
      return ascii.length() > LONGEST ? null : ascii;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  static String withoutWww(String host) {
    return host.startsWith("www.") && host.indexOf('.', 4) > 0 ? host.substring(4) : host;
  }
}
