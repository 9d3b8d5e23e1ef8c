package io.leadline.journal.jdbc;

import io.leadline.event.Bytes;
import io.leadline.event.Documents;
import io.leadline.event.Headers;
import java.util.List;
import java.util.Map;
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

  /** As they were stored. */
  @SuppressWarnings("unchecked")
  static Headers read(String json) {
    try {
      Object stored = Documents.readObject(Bytes.utf8(json));
      return Headers.of((Map<String, List<String>>) stored);
    } catch (Documents.NotJson e) {
      throw new IllegalStateException("internal error: the journal holds JSON that is none", e);
    }
  }
}
