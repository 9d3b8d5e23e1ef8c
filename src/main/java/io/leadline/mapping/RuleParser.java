package io.leadline.mapping;

import io.leadline.mapping.yaml.Problems;
import io.leadline.mapping.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The right side of a line to a {@link Rule}. Null where it is wrong, which is then reported. */
final class RuleParser {
  static final List<String> CHOICE_KEYS = List.of("from", "lookup", "when", "then", "otherwise");
  private static final String ROOT = "(?:answers|labels|hidden|calculated|body|form|q)";
  private static final Pattern FORGOTTEN =
      Pattern.compile("\\$?(" + ROOT + "[.\\[][\\p{L}\\p{N}_'\"][^\\s|]*(?:\\s*\\|.*)?)");
  private static final Pattern BURIED = Pattern.compile("\\$\\." + ROOT + "\\b");

  private final ExpressionParser expressions;
  private final ConditionParser conditions;
  private final Problems problems;

  RuleParser(ExpressionParser expressions, Problems problems) {
    this.expressions = expressions;
    this.conditions = new ConditionParser(expressions, problems);
    this.problems = problems;
  }

  ConditionParser conditions() {
    return conditions;
  }

  /** A text, a list, or {@code from} and its kin. */
  @Nullable Rule value(String name, YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar) {
      return text(name, scalar);
    }
    return node instanceof YamlNode.ListNode list
        ? list(name, list)
        : choice(name, (YamlNode.MapNode) node);
  }

  @Nullable Rule text(String name, YamlNode.Scalar scalar) {
    String text = scalar.text().strip();
    if (scalar.isNothing() || text.isEmpty()) {
      problems.error(
          scalar.spot(),
          "'" + name + "' has no value; write one or take the line out" + word(text));
      return null;
    }
    if (text.startsWith("$$")) {
      return behindDollar(text, scalar);
    }
    if (ExpressionParser.isExpression(text)) {
      Expression expression = expressions.parse(scalar);
      return expression == null ? null : new Read(expression);
    }
    if (text.contains("{{")) {
      return new TemplateParser(scalar, expressions, problems).parse(0);
    }
    return looksLikeAPath(text, scalar) ? null : new Constant(scalar.text(), scalar.spot());
  }

  /** Of the two dollars that it begins with one is meant. */
  private @Nullable Rule behindDollar(String text, YamlNode.Scalar scalar) {
    return text.contains("{{")
        ? new TemplateParser(scalar, expressions, problems).parse(scalar.text().indexOf('$') + 1)
        : new Constant(text.substring(1), scalar.spot());
  }

  private static String word(String nothing) {
    return nothing.isEmpty()
        ? ""
        : " (" + nothing + " is nothing in YAML; for the word itself use quotes)";
  }

  @Nullable ListRule list(String name, YamlNode.ListNode list) {
    List<Rule> items = new ArrayList<>();
    for (YamlNode item : list.items()) {
      Rule rule = item instanceof YamlNode.ListNode inner ? list(name, inner) : value(name, item);
      if (rule != null) {
        items.add(rule);
      }
    }
    if (list.items().isEmpty()) {
      problems.error(list.spot(), "'" + name + "' is an empty list; take the line out");
    }
    return items.size() == list.items().size() ? new ListRule(items, list.spot()) : null;
  }

  @Nullable Rule object(String name, YamlNode.MapNode map) {
    Map<String, Rule> entries = new LinkedHashMap<>();
    map.entries()
        .forEach(
            (key, entry) -> {
              Rule rule = value(name + "." + key, entry.value());
              if (rule != null) {
                entries.put(key, rule);
              }
            });
    return entries.size() == map.entries().size() ? new ObjectRule(entries, map.spot()) : null;
  }

  private @Nullable Rule choice(String name, YamlNode.MapNode map) {
    int before = problems.count();
    map.entries().values().stream()
        .map(YamlNode.Entry::key)
        .filter(key -> !CHOICE_KEYS.contains(key.text()))
        .forEach(key -> unknownChoice(name, key, map));
    YamlNode whenNode = map.get("when");
    boolean onPaths = ConditionParser.isOnPaths(whenNode);
    List<Rule> from = candidates(name, map.get("from"));
    checkChoice(name, map, onPaths);
    Condition when =
        whenNode == null || onPaths ? null : conditions.condition(name + ".when", whenNode);
    When whenAll = onPaths && whenNode != null ? conditions.when(whenNode) : null;
    ChoiceRule rule =
        new ChoiceRule(
            from,
            lookup(name, map.get("lookup")),
            when,
            whenAll,
            optional(name + ".then", map.get("then")),
            optional(name + ".otherwise", map.get("otherwise")),
            map.spot());
    return problems.count() > before && problems.anyError() ? null : rule;
  }

  /** Or was meant to be one, where it would be an object of one part that is called nearly so. */
  static boolean looksLikeAChoice(YamlNode.MapNode map) {
    Set<String> keys = map.entries().keySet();
    boolean nearly =
        keys.size() == 1 && !Suggestion.among(keys.iterator().next(), List.of("from")).isEmpty();
    return isBare(map) || nearly || keys.stream().anyMatch(CHOICE_KEYS::contains);
  }

  private void unknownChoice(String name, YamlNode.Scalar key, YamlNode.MapNode map) {
    if (map.entries().size() == 1 && key.spot().line() == map.spot().line() && isBare(map)) {
      problems.error(
          map.spot(),
          "'{"
              + key.text()
              + "}' is no text; for an answer in a text write \"{{ $.q."
              + key.text()
              + " }}\", in quotes");
      return;
    }
    problems.error(
        key.spot(),
        "'"
            + key.text()
            + "' is not known under '"
            + name
            + "', which takes from, lookup, when, then, otherwise"
            + Suggestion.among(key.text(), CHOICE_KEYS));
  }

  private static boolean isBare(YamlNode.MapNode map) {
    return map.entries().values().stream().allMatch(entry -> entry.value().isAbsent());
  }

  private void checkChoice(String name, YamlNode.MapNode map, boolean onPaths) {
    boolean known = CHOICE_KEYS.containsAll(map.entries().keySet());
    if (known && map.get("from") == null && !(onPaths && map.get("then") != null)) {
      problems.error(map.spot(), "'" + name + "' needs 'from:', the path that it reads");
    }
    if (map.get("then") != null && map.get("when") == null) {
      problems.error(map.spotOf("then"), "'then' needs a 'when' beside it");
    }
    if (map.get("then") != null && map.get("lookup") != null) {
      problems.error(map.spotOf("then"), "'then' and 'lookup' exclude each other");
    }
  }

  private List<Rule> candidates(String name, @Nullable YamlNode from) {
    if (from == null) {
      return List.of();
    }
    if (from instanceof YamlNode.ListNode list) {
      ListRule rules = list(name + ".from", list);
      return rules == null ? List.of() : rules.items();
    }
    Rule rule = optional(name + ".from", from);
    return rule == null ? List.of() : List.of(rule);
  }

  private Map<String, Rule> lookup(String name, @Nullable YamlNode node) {
    Map<String, Rule> rules = new LinkedHashMap<>();
    if (node == null) {
      return rules;
    }
    if (!(node instanceof YamlNode.MapNode map)) {
      problems.error(node.spot(), "'lookup' takes lines of 'answer: value', not " + node.kind());
      return rules;
    }
    map.entries()
        .forEach(
            (key, entry) -> {
              Rule rule = optional(name + ".lookup." + key, entry.value());
              if (rule != null && rules.put(ChoiceRule.folded(key), rule) != null) {
                problems.error(
                    entry.key().spot(),
                    "'" + key + "' is here twice: upper and lower case are one");
              }
            });
    return rules;
  }

  private @Nullable Rule optional(String name, @Nullable YamlNode node) {
    if (node == null) {
      return null;
    }
    if (node instanceof YamlNode.MapNode) {
      problems.error(node.spot(), "'" + name + "' takes a text or a list, not " + node.kind());
      return null;
    }
    return value(name, node);
  }

  private boolean looksLikeAPath(String text, YamlNode.Scalar scalar) {
    Matcher forgotten = FORGOTTEN.matcher(text);
    if (forgotten.matches()) {
      return isForgotten(text, "$." + forgotten.group(1), scalar);
    }
    Matcher buried = BURIED.matcher(text);
    if (buried.find()) {
      problems.error(
          scalar.spotAt(scalar.text().indexOf(text) + buried.start()),
          "a path inside a text goes in braces, with quotes around it all: \"… {{ $.q.name }} …\"");
      return true;
    }
    return false;
  }

  /** A name of a host may look like a path: in quotes it is taken, and said. */
  private boolean isForgotten(String text, String path, YamlNode.Scalar scalar) {
    boolean maybeMeant = !text.startsWith("$") && text.indexOf('|') < 0;
    if (maybeMeant && !scalar.plain()) {
      problems.warn(
          scalar.spot(),
          "'" + text + "' is sent as it stands; if a path is meant, it begins with '$.': " + path);
      return false;
    }
    problems.error(
        scalar.spot(),
        "'"
            + text
            + "' looks like a path, and a path begins with '$.': "
            + path
            + (maybeMeant ? " (a text that is meant as it stands goes in quotes)" : ""));
    return true;
  }
}
