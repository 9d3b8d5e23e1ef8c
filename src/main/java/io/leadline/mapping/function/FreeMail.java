package io.leadline.mapping.function;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The domains at which anybody can have an address: they say nothing about a company. */
final class FreeMail {
  private static final Set<String> DOMAINS = Set.copyOf(Lines.of("free-mail-domains.txt"));

  private FreeMail() {}

  /** Whether the domain, or one above it, is listed. */
  static boolean has(String domain) {
    String above = HostName.ascii(domain);
    while (above != null) {
      if (DOMAINS.contains(above)) {
        return true;
      }
      above = parent(above);
    }
    return false;
  }

  private static @Nullable String parent(String domain) {
    int dot = domain.indexOf('.');
    return dot < 0 ? null : domain.substring(dot + 1);
  }
}
