package io.leadline.mapping.function;

import io.leadline.mapping.function.MappingFunction.Unfit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An absolute http or https address; people leave the scheme out, so https is added. */
public record WebAddress(String scheme, String host, String port, String rest) {
  private static final int LONGEST = 2048;
  private static final Pattern OTHER_SCHEME =
      Pattern.compile(
          "(?i)(mailto|javascript|data|tel|sms|file|ftp|about|blob|vbscript):.*", Pattern.DOTALL);
  private static final Pattern PATH_SIGN = Pattern.compile("[/?#]");
  private static final Pattern SCHEME = Pattern.compile("(?i)(?:(https?):)?//");
  private static final Pattern AUTHORITY = Pattern.compile("([^/?#\\\\]*?)(:\\d{1,5})?(?=[/?#]|$)");

  /**
   * Reads an address.
   *
   * @throws Unfit when it cannot be one on the public web
   */
  public static WebAddress read(Object value) throws Unfit {
    String typed = Texts.of(value);
    if (typed == null || typed.length() > LONGEST) {
      throw new Unfit(
          typed == null ? "not a web address" : "a web address of more than 2048 characters");
    }
    if (OTHER_SCHEME.matcher(typed).matches()) {
      throw new Unfit("not a web address that begins with http or https");
    }
    return parsed(typed);
  }

  @Override
  public String toString() {
    return scheme + "://" + host + port + rest;
  }

  private static WebAddress parsed(String typed) throws Unfit {
    Matcher scheme = SCHEME.matcher(typed);
    boolean given = scheme.lookingAt();
    if (!given
        && typed.contains("://")
        && !PATH_SIGN.matcher(typed.substring(0, typed.indexOf("://"))).find()) {
      throw new Unfit("not a web address that begins with http or https");
    }
    String name = given ? scheme.group(1) : null;
    return located(
        name == null ? "https" : name.toLowerCase(Locale.ROOT),
        given ? typed.substring(scheme.end()) : typed);
  }

  private static WebAddress located(String scheme, String address) throws Unfit {
    Matcher authority = AUTHORITY.matcher(address);
    if (!authority.lookingAt()) {
      throw new Unfit("not a web address");
    }
    if (authority.group(1).contains("@")) {
      throw new Unfit("not a web address (it holds an @ before its path)");
    }
    String host = host(authority.group(1));
    if (host == null) {
      throw new Unfit("not a web address (it has no host with a dot, as acme.com)");
    }
    String port = authority.group(2) == null ? "" : authority.group(2);
    return new WebAddress(scheme, host, port, encoded(address.substring(authority.end())));
  }

  private static @Nullable String host(String typed) {
    return HostName.isAddress(typed) ? typed : HostName.read(typed);
  }

  private static String encoded(String rest) throws Unfit {
    if (rest.chars().anyMatch(c -> Character.isISOControl(c))) {
      throw new Unfit("not a web address (it holds a line break)");
    }
    return rest.replace(" ", "%20");
  }
}
