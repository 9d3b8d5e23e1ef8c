package io.leadline.crm;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Addresses as people write them into settings, and as they may be shown. */
final class Address {
  private static final int MAX_SHOWN = 200;

  private Address() {}

  /** Trimmed, without slashes at the end; nothing where it is no absolute http or https address. */
  static Optional<String> baseUrl(String text) {
    String trimmed = text.strip().replaceAll("/+$", "");
    try {
      URI uri = new URI(trimmed);
      return isBase(uri) ? Optional.of(trimmed) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean isBase(URI uri) {
    boolean http =
        "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    boolean bare = uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
    return http && uri.getHost() != null && bare;
  }

  /** Without query and fragment, which may hold secrets. */
  static String shown(String address) {
    String plain = address.strip().split("[?#]", 2)[0].replaceAll("//[^/@]*@", "//");
    return plain.length() > MAX_SHOWN ? plain.substring(0, MAX_SHOWN - 1) + "…" : plain;
  }
}
