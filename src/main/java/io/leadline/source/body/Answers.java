package io.leadline.source.body;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects answers, each under the question's id and under its title. */
public final class Answers {
  private final Names ids = new Names();
  private final Names titles = new Names();
  private final Map<String, @Nullable Object> byId = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> byTitle = new LinkedHashMap<>();

  private static final List<String> IDS = List.of("id", "key", "ref", "name", "field", "question");
  private static final List<String> TITLES = List.of("title", "label", "question", "name");
  private static final List<String> VALUES = List.of("value", "answer", "values", "text");

  /** Each member of an object, under its name. */
  public static Answers ofMembers(JsonObject object) {
    var answers = new Answers();
    object.map().forEach((name, value) -> answers.add(name, name, value));
    return answers;
  }

  /**
   * A list of objects with an id, a title and a value each, under one of the names that tools use.
   * What has no value is an answer as it is.
   */
  public static Answers ofList(List<?> items) {
    var answers = new Answers();
    for (int i = 0; i < items.size(); i++) {
      var item = JsonObject.of(items.get(i));
      var id = Objects.requireNonNullElse(firstText(item, IDS), "field_" + (i + 1));
      var title = Objects.requireNonNullElse(firstText(item, TITLES), id);
      answers.add(id, title, valueOf(items.get(i)));
    }
    return answers;
  }

  private static @Nullable String firstText(JsonObject item, List<String> names) {
    return names.stream().map(item::text).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private static @Nullable Object valueOf(@Nullable Object item) {
    var object = JsonObject.of(item);
    for (var name : VALUES) {
      if (object.has(name)) {
        return object.value(name);
      }
    }
    return item;
  }

  /** A second one of the same name becomes {@code Name (2)}: none is lost. */
  public void add(String id, String title, @Nullable Object value) {
    byId.put(ids.unused(id), value);
    byTitle.put(titles.unused(title), value);
  }

  public Map<String, @Nullable Object> byId() {
    return Collections.unmodifiableMap(byId);
  }

  public Map<String, @Nullable Object> byTitle() {
    return Collections.unmodifiableMap(byTitle);
  }
}
