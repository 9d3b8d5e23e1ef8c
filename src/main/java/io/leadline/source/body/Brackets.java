package io.leadline.source.body;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds one object of form fields whose names are written as PHP writes them: {@code a[b]} is a
 * member, {@code a[]} one more of a list, {@code a[0]} a place in a list. A name that comes again
 * without brackets gives a list too: nothing is lost, where PHP would keep the last.
 *
 * <p>Unlike in PHP a name keeps its dots and spaces. Brackets that do not close, or nest too deep,
 * are a part of the name.
 */
final class Brackets {
  private static final int DEEPEST = 32;

  private final Group root = new Group();

  /** What names in brackets build, before it is known whether it is a list. */
  private static final class Group {
    private final Map<String, Object> members = new LinkedHashMap<>();
    private int next;

    /** Of {@code []}: the place after the last. */
    private String name(String bracket) {
      var name = bracket.isEmpty() ? String.valueOf(next) : bracket;
      if (isPlace(name)) {
        next = Math.max(next, Integer.parseInt(name) + 1);
      }
      return name;
    }

    private static boolean isPlace(String name) {
      return name.matches("0|[1-9]\\d{0,7}");
    }

    private boolean isList() {
      int place = 0;
      for (var name : members.keySet()) {
        if (!name.equals(String.valueOf(place++))) {
          return false;
        }
      }
      return place > 0;
    }
  }

  void add(String name, String value) {
    var path = path(name);
    var group = root;
    for (int i = 0; i < path.size() - 1; i++) {
      group = within(group, path.get(i));
    }
    put(group, path.get(path.size() - 1), value);
  }

  /** A value that stands where a group is wanted becomes its member without a name. */
  private static Group within(Group group, String bracket) {
    var name = group.name(bracket);
    var present = group.members.get(name);
    if (present instanceof Group within) {
      return within;
    }
    var within = new Group();
    if (present != null) {
      within.members.put("", present);
    }
    group.members.put(name, within);
    return within;
  }

  @SuppressWarnings("unchecked")
  private static void put(Group group, String bracket, String value) {
    var name = group.name(bracket);
    var present = group.members.get(name);
    if (present == null) {
      group.members.put(name, value);
    } else if (present instanceof Group within) {
      put(within, "", value);
    } else if (present instanceof List<?> list) {
      ((List<String>) list).add(value);
    } else {
      group.members.put(name, new ArrayList<>(List.of((String) present, value)));
    }
  }

  /** {@code a[b][]} gives {@code a}, {@code b} and nothing; a name without brackets itself. */
  private static List<String> path(String name) {
    var path = new ArrayList<String>();
    int open = name.indexOf('[');
    if (open <= 0 || !name.endsWith("]")) {
      return List.of(name);
    }
    path.add(name.substring(0, open));
    for (int at = open; at < name.length(); ) {
      int close = name.indexOf(']', at);
      if (name.charAt(at) != '[' || close < 0 || path.size() > DEEPEST) {
        return List.of(name);
      }
      path.add(name.substring(at + 1, close));
      at = close + 1;
    }
    return path;
  }

  JsonObject object() {
    return new JsonObject(members(root));
  }

  private static Map<String, @Nullable Object> members(Group group) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    group.members.forEach((name, value) -> members.put(name, finished(value)));
    return members;
  }

  private static Object finished(Object value) {
    if (value instanceof Group group) {
      return group.isList()
          ? group.members.values().stream().map(Brackets::finished).toList()
          : members(group);
    }
    return value;
  }
}
