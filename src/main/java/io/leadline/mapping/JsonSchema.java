package io.leadline.mapping;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pieces of a JSON Schema, draft 7: what editors with a YAML language server understand. */
public final class JsonSchema {
  /** {@link ExpressionParser#isExpression}. */
  static final String PATH = "^\\s*\\$[.\\[]";

  static final String TEMPLATE = "\\{\\{";
  private static final List<String> ONE_VALUE = List.of("string", "number", "boolean");

  private JsonSchema() {}

  /** Members in this order: a name, its value, a name, its value. */
  public static Map<String, Object> of(Object... members) {
    var schema = new LinkedHashMap<String, Object>();
    for (int i = 0; i < members.length; i += 2) {
      schema.put(members[i].toString(), members[i + 1]);
    }
    return schema;
  }

  public static Map<String, Object> file(String title, Map<String, Object> schema) {
    var file = of("$schema", "http://json-schema.org/draft-07/schema#", "title", title);
    file.putAll(schema);
    return file;
  }

  public static Map<String, Object> described(String description, Map<String, Object> schema) {
    var described = of("description", description);
    described.putAll(schema);
    return described;
  }

  /** Beside a reference nothing counts, so that it stands in brackets of its own. */
  public static Map<String, Object> described(String description, String definition) {
    return of("description", description, "allOf", List.of(ref(definition)));
  }

  static Map<String, Object> ref(String definition) {
    return of("$ref", "#/definitions/" + definition);
  }

  public static Map<String, Object> anyOf(Object... schemas) {
    return of("anyOf", List.of(schemas));
  }

  /** Lines of names that are all known. */
  public static Map<String, Object> lines(Map<String, Object> known) {
    return of("type", "object", "properties", known, "additionalProperties", false);
  }

  public static Map<String, Object> linesOf(Map<String, Object> value) {
    return of("type", "object", "additionalProperties", value);
  }

  static Map<String, Object> listOf(Map<String, Object> item) {
    return of("type", "array", "items", item, "minItems", 1);
  }

  static Map<String, Object> oneOrList(Map<String, Object> one) {
    return anyOf(one, of("type", "array", "items", one));
  }

  public static Map<String, Object> enumOf(Collection<?> values) {
    return of("enum", List.copyOf(values));
  }

  /** YAML takes {@code 7} and {@code true} for other things than text. */
  public static Map<String, Object> oneValue() {
    return of("type", ONE_VALUE);
  }

  /** One value that is not blank. */
  public static Map<String, Object> something() {
    return of("type", ONE_VALUE, "pattern", "\\S");
  }

  static Map<String, Object> notAPath() {
    return of("type", ONE_VALUE, "not", of("type", "string", "pattern", PATH));
  }

  public static Map<String, Object> required(String... names) {
    return of("required", List.of(names));
  }
}
