package io.leadline.source;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects answers, each under the question's id and under its title. */
final class Answers {
  private final Names ids = new Names();
  private final Names titles = new Names();
  private final Map<String, @Nullable Object> byId = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> byTitle = new LinkedHashMap<>();

  /** A second one of the same name becomes {@code Name (2)}: none is lost. */
  void add(String id, String title, @Nullable Object value) {
    byId.put(ids.unused(id), value);
    byTitle.put(titles.unused(title), value);
  }

  Map<String, @Nullable Object> byId() {
    return Collections.unmodifiableMap(byId);
  }

  Map<String, @Nullable Object> byTitle() {
    return Collections.unmodifiableMap(byTitle);
  }
}
