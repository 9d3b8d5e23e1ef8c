package io.leadline.mapping;

import static io.leadline.mapping.JsonSchema.anyOf;
import static io.leadline.mapping.JsonSchema.described;
import static io.leadline.mapping.JsonSchema.enumOf;
import static io.leadline.mapping.JsonSchema.lines;
import static io.leadline.mapping.JsonSchema.linesOf;
import static io.leadline.mapping.JsonSchema.listOf;
import static io.leadline.mapping.JsonSchema.notAPath;
import static io.leadline.mapping.JsonSchema.of;
import static io.leadline.mapping.JsonSchema.oneValue;
import static io.leadline.mapping.JsonSchema.ref;
import static io.leadline.mapping.JsonSchema.required;
import static io.leadline.mapping.JsonSchema.something;

import io.leadline.mapping.function.Functions;
import io.leadline.mapping.function.MappingFunction;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What may stand on the right side of a line, and in {@code when}. */
final class ValueSchemas {
  /** Any value: a text, a list, or {@code from} and its kin. */
  static final String VALUE = "value";

  static final String OBJECT = "object";
  static final String FLAG = "flag";
  static final String SCORE = "score";
  static final String CONDITION = "condition";
  static final String WHEN = "when";

  private static final String PATH = "path";
  private static final String TEMPLATE = "template";

  private final Map<String, Object> definitions = new LinkedHashMap<>();

  private final boolean readsSubmissions;

  /**
   * @param readsSubmissions whether paths are allowed; else there are constants only
   */
  ValueSchemas(boolean readsSubmissions) {
    this.readsSubmissions = readsSubmissions;
    definitions.put(PATH, path());
    definitions.put(TEMPLATE, template());
    definitions.put(CONDITION, condition());
    definitions.put(WHEN, when());
    define(VALUE, described("A constant, sent as it is written.", something()));
    define(FLAG, anyOf(of("type", "boolean"), enumOf(List.of(0, 1)), of("type", "string")));
    define(SCORE, anyOf(of("type", "number", "minimum", 0, "maximum", 100), of("type", "string")));
    definitions.put(OBJECT, object());
  }

  Map<String, Object> definitions() {
    return definitions;
  }

  /**
   * A definition of this name, of which constants must be one of these; upper and lower case are
   * one.
   */
  void defineOneOf(String name, Collection<String> names, Collection<String> ids) {
    define(name, anyOf(enumOf(names), of("type", "string", "pattern", anyCase(names, ids))));
  }

  private void define(String name, Map<String, Object> constant) {
    definitions.put(
        name + "_text",
        readsSubmissions
            ? anyOf(ref(PATH), ref(TEMPLATE), constant)
            : of("allOf", List.of(notAPath(), constant)));
    definitions.put(name + "_list", listOf(ref(name)));
    definitions.put(name + "_choice", choice(name));
    definitions.put(name, anyOf(ref(name + "_text"), ref(name + "_list"), ref(name + "_choice")));
  }

  // ── texts ─────────────────────────────────────────────────────────────────────────────────────

  private static Map<String, Object> path() {
    return described(
        "A path into the submission, as $.q.email or $.hidden.utm_campaign; then functions, each after ' | ': "
            + Functions.BUILT_IN.stream()
                .map(MappingFunction::name)
                .collect(Collectors.joining(", "))
            + ".",
        of("type", "string", "pattern", JsonSchema.PATH));
  }

  private static Map<String, Object> template() {
    return described(
        "A text with paths in it, in quotes: \"{{ $.q.name }} of {{ $.q.company }}\".",
        of("type", "string", "pattern", JsonSchema.TEMPLATE));
  }

  private static String anyCase(Collection<String> names, Collection<String> ids) {
    return java.util.stream.Stream.concat(names.stream(), ids.stream())
        .distinct()
        .map(ValueSchemas::anyCase)
        .collect(Collectors.joining("|", "^\\s*(?:", ")\\s*$"));
  }

  /** Neither all validators nor all editors know a flag for it. */
  private static String anyCase(String name) {
    return name.strip().codePoints().mapToObj(ValueSchemas::anyCase).collect(Collectors.joining());
  }

  private static String anyCase(int point) {
    String letter = Character.toString(point);
    String upper = letter.toUpperCase(Locale.ROOT);
    String lower = letter.toLowerCase(Locale.ROOT);
    if (!upper.equals(lower) && upper.length() == 1 && lower.length() == 1) {
      return "[" + upper + lower + "]";
    }
    return "\\^$.|?*+()[]{}/".contains(letter) ? "\\" + letter : letter;
  }

  // ── from and its kin ──────────────────────────────────────────────────────────────────────────

  private static Map<String, Object> choice(String name) {
    var known = new LinkedHashMap<String, Object>();
    RuleParser.CHOICE_KEYS.forEach(key -> known.put(key, choice(name, key)));
    Map<String, Object> choice = lines(known);
    choice.put(
        "anyOf",
        List.of(
            required("from"),
            of("required", List.of("when", "then"), "properties", of("when", ref(WHEN)))));
    choice.put("dependencies", of("then", List.of("when")));
    choice.put("not", required("then", "lookup"));
    return choice;
  }

  private static Map<String, Object> choice(String name, String key) {
    Map<String, Object> textOrList = anyOf(ref(name + "_text"), ref(name + "_list"));
    return switch (key) {
      case "from" ->
          described(
              "A path, or a list of which the first that gives something counts.", textOrList);
      case "lookup" ->
          described("Lines of 'answer: value'; upper and lower case are one.", linesOf(textOrList));
      case "when" ->
          described(
              "What the value of 'from' must be; or lines of '$.path: what it must be'.",
              anyOf(ref(WHEN), ref(CONDITION)));
      case "then" -> described("Sent in its place where 'when' holds.", textOrList);
      case "otherwise" -> described("Sent where nothing came out.", textOrList);
      default -> throw unknown(key);
    };
  }

  private static Map<String, Object> object() {
    return anyOf(
        ref(VALUE + "_text"),
        ref(VALUE + "_list"),
        of(
            "type",
            "object",
            "if",
            required("from"),
            "then",
            ref(VALUE + "_choice"),
            "else",
            of("additionalProperties", ref(VALUE))));
  }

  // ── conditions ────────────────────────────────────────────────────────────────────────────────

  private static Map<String, Object> when() {
    return of(
        "type",
        "object",
        "minProperties",
        1,
        "patternProperties",
        of("^\\$[.\\[]", ref(CONDITION)),
        "additionalProperties",
        false);
  }

  private static Map<String, Object> condition() {
    var words = new LinkedHashMap<String, Object>();
    ConditionParser.WORDS.forEach(word -> words.put(word, condition(word)));
    Map<String, Object> byWord = lines(words);
    byWord.put("minProperties", 1);
    return anyOf(
        described("The value must be this, whatever the case.", notAPath()),
        described("It must be one of these.", listOf(ref(CONDITION))),
        byWord);
  }

  private static Map<String, Object> condition(String word) {
    return switch (word) {
      case "not" -> described("It must not be this.", CONDITION);
      case "exists" -> described("Whether it must be there: true or false.", of("type", "boolean"));
      case "has" ->
          described("It must be a list with this, or a text that contains it.", oneValue());
      case "matches" ->
          described("It must fit this, * standing for anything, as *@acme.com.", oneValue());
      case "at_least" -> described("It must be a number, and not below this.", number());
      case "at_most" -> described("It must be a number, and not above this.", number());
      default -> throw unknown(word);
    };
  }

  private static Map<String, Object> number() {
    return of("type", List.of("number", "string"), "pattern", "^\\s*[-+]?[0-9.]");
  }

  static IllegalStateException unknown(String key) {
    return new IllegalStateException("internal error: no schema for '" + key + "'");
  }
}
