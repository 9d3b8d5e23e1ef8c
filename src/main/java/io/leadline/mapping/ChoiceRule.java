package io.leadline.mapping;

import static java.util.stream.Collectors.joining;

import io.leadline.mapping.function.Letters;
import io.leadline.mapping.function.MappingFunction.Unfit;
import io.leadline.mapping.function.YesNo;
import io.leadline.mapping.yaml.Spot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code from}, {@code lookup}, {@code when}, {@code then}, {@code otherwise}.
 *
 * @param from the first that gives something counts
 * @param lookup by folded text; empty where there is none
 * @param answers what lookup says of true and false
 * @param when on the value of {@code from}
 * @param whenAll on paths, as a file's {@code when}
 */
record ChoiceRule(
    List<Rule> from,
    Map<String, Rule> lookup,
    Map<Boolean, Rule> answers,
    @Nullable Condition when,
    @Nullable When whenAll,
    @Nullable Rule then,
    @Nullable Rule otherwise,
    Spot spot)
    implements Rule {

  ChoiceRule(
      List<Rule> from,
      Map<String, Rule> lookup,
      @Nullable Condition when,
      @Nullable When whenAll,
      @Nullable Rule then,
      @Nullable Rule otherwise,
      Spot spot) {
    this(from, lookup, answers(lookup), when, whenAll, then, otherwise, spot);
  }

  /** As they are sent, or in people's words for them. */
  private static Map<Boolean, Rule> answers(Map<String, Rule> lookup) {
    Map<Boolean, Rule> answers = new HashMap<>();
    for (Boolean answer : List.of(true, false)) {
      Rule asSent = lookup.get(folded(answer));
      if (asSent != null) {
        answers.put(answer, asSent);
      }
    }
    lookup.forEach(
        (key, rule) -> {
          Boolean answer = yesOrNo(key);
          if (answer != null) {
            answers.putIfAbsent(answer, rule);
          }
        });
    return answers;
  }

  static String folded(@Nullable Object value) {
    return Letters.lower(Wording.of(value).strip());
  }

  /** What a plain yes or no says; null for any other text. */
  static @Nullable Boolean yesOrNo(String text) {
    try {
      return YesNo.read(text);
    } catch (Unfit e) {
      return null;
    }
  }

  @Override
  public @Nullable Object evaluate(Scope scope) throws Unfit {
    Object found = chosen(scope);
    if (found != null || otherwise == null) {
      return found;
    }
    return served("otherwise", otherwise, scope);
  }

  /** Said when it is known: what was chosen may give nothing too. */
  private static @Nullable Object served(String word, Rule rule, Scope scope) throws Unfit {
    Object value = rule.evaluate(scope);
    scope.trace().note("'" + word + "' " + (Blank.is(value) ? "gives nothing" : "serves"));
    return value;
  }

  private @Nullable Object chosen(Scope scope) throws Unfit {
    String refusal = whenAll == null ? null : whenAll.refusal(scope);
    if (refusal != null) {
      scope.trace().note("'when' does not hold: " + refusal);
      return null;
    }
    Object value = first(scope);
    if (when != null && !when.holds(value)) {
      scope.trace().note("'when' does not hold: it must " + when.describe());
      return null;
    }
    if (then == null) {
      return lookup.isEmpty() || value == null ? value : lookedUp(value, scope);
    }
    if (from.isEmpty() || value != null || when != null) {
      return served("then", then, scope);
    }
    scope.trace().note("'from' gives nothing, so 'then' does not serve");
    return null;
  }

  /**
   * Which condition left it empty; null where none did, or where there was nothing to hold it
   * against.
   */
  @Nullable String refusal(Scope scope) {
    String refusal = whenAll == null ? null : whenAll.refusal(scope);
    if (refusal != null) {
      return "'when' does not hold: " + refusal;
    }
    Object value = when == null ? null : firstOrNothing(scope);
    return when == null || value == null || when.holds(value)
        ? null
        : Rule.expressionsOf(from).map(it -> it.describe(scope)).distinct().collect(joining(", "))
            + " is there, and 'when' does not hold: it must "
            + when.describe();
  }

  private @Nullable Object firstOrNothing(Scope scope) {
    try {
      return first(scope.untraced());
    } catch (Unfit e) {
      return null;
    }
  }

  /** A candidate that its functions cannot use is passed over while another is left. */
  private @Nullable Object first(Scope scope) throws Unfit {
    Unfit unfit = null;
    for (Rule candidate : from) {
      try {
        Object value = candidate.evaluate(scope);
        if (value != null && !Blank.is(value)) {
          return value;
        }
      } catch (Unfit e) {
        unfit = unfit == null ? e : unfit;
      }
    }
    if (unfit != null && otherwise == null) {
      throw unfit;
    }
    return null;
  }

  private @Nullable Object lookedUp(Object value, Scope scope) throws Unfit {
    if (!(value instanceof List<?> items)) {
      return lookedUpOne(value, scope);
    }
    if (items.size() > Limits.LIST) {
      throw new Unfit("it has more than " + Limits.LIST + " items");
    }
    List<Object> results = new ArrayList<>();
    for (Object item : items) {
      Object result = Blank.is(item) ? null : lookedUpOne(item, scope);
      if (result != null) {
        results.add(result);
      }
    }
    return results.isEmpty() ? null : results;
  }

  private @Nullable Object lookedUpOne(@Nullable Object item, Scope scope) throws Unfit {
    Rule found = item instanceof Boolean answer ? answers.get(answer) : lookup.get(folded(item));
    scope.trace().note(Wording.shortened(item) + noteOf(found));
    if (found == null && otherwise == null) {
      throw new Unfit("it is not in the lookup, and there is no 'otherwise'");
    }
    return found == null ? null : found.evaluate(scope);
  }

  private static String noteOf(@Nullable Rule found) {
    return found == null
        ? " is not in the lookup"
        : " is in the lookup (" + found.spot().where() + ")";
  }

  @Override
  public Stream<Expression> expressions() {
    Stream<Expression> conditions = whenAll == null ? Stream.empty() : whenAll.expressions();
    return Stream.concat(Rule.expressionsOf(allRules()), conditions);
  }

  private List<Rule> allRules() {
    List<Rule> rules = new ArrayList<>(from);
    rules.addAll(lookup.values());
    Stream.of(then, otherwise).filter(Objects::nonNull).forEach(rules::add);
    return rules;
  }

  @Override
  public Stream<Constant> constants() {
    List<Rule> sent = allRules();
    if (then != null || !lookup.isEmpty()) {
      sent.removeAll(from);
    }
    return Rule.constantsOf(sent);
  }
}
