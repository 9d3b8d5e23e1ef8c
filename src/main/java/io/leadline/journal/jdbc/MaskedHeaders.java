package io.leadline.journal.jdbc;

import io.leadline.event.Documents;
import io.leadline.event.Headers;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Headers as they are stored: credentials are not. */
final class MaskedHeaders {
  private static final Set<String> SECRET =
      Set.of("authorization", "proxy-authorization", "cookie");
  private static final List<String> MASK = List.of("(masked)");

  private MaskedHeaders() {}

  static String json(Headers headers) {
    var stored = new TreeMap<String, List<String>>();
    headers
        .asMap()
        .forEach((name, values) -> stored.put(name, SECRET.contains(name) ? MASK : values));
    return Documents.write(stored);
  }
}
