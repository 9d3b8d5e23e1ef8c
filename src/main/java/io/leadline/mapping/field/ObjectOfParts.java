package io.leadline.mapping.field;

import io.leadline.event.CrmField;
import io.leadline.mapping.function.MappingFunction.Unfit;
import io.leadline.mapping.function.Texts;
import io.leadline.mapping.function.WebAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An object without its blank parts. The values of {@code entity_socials} are web addresses. */
final class ObjectOfParts {
  private static final String SOCIALS = "entity_socials";

  private ObjectOfParts() {}

  static Map<String, Object> of(CrmField field, Object value) throws Unfit {
    if (!(Single.of(value) instanceof Map<?, ?> object)) {
      throw new Unfit("not an object (parts with a name each)");
    }
    Map<String, Object> parts = withoutBlanks(object);
    if (parts.isEmpty()) {
      throw new Unfit("nothing is in it");
    }
    return field.name().equals(SOCIALS) ? addresses(parts) : parts;
  }

  private static Map<String, Object> addresses(Map<String, Object> parts) throws Unfit {
    var addresses = new LinkedHashMap<String, Object>();
    for (Map.Entry<String, Object> part : parts.entrySet()) {
      addresses.put(part.getKey(), address(part.getKey(), part.getValue()));
    }
    return addresses;
  }

  private static String address(String channel, Object value) throws Unfit {
    try {
      return WebAddress.read(Single.of(value)).toString();
    } catch (Unfit e) {
      throw new Unfit("its part '" + channel + "' is " + e.getMessage());
    }
  }

  private static Map<String, Object> withoutBlanks(Map<?, ?> object) {
    var parts = new LinkedHashMap<String, Object>();
    object.forEach(
        (name, part) -> {
          if (part != null && !Texts.isNothing(part)) {
            parts.put(String.valueOf(name), inside(part));
          }
        });
    return parts;
  }

  private static Object inside(Object part) {
    if (part instanceof Map<?, ?> object) {
      return withoutBlanks(object);
    }
    return part instanceof List<?> list ? withoutBlanks(list) : part;
  }

  private static List<Object> withoutBlanks(List<?> list) {
    var items = new ArrayList<Object>();
    for (Object item : list) {
      if (item != null && !Texts.isNothing(item)) {
        items.add(inside(item));
      }
    }
    return items;
  }
}
