package io.leadline.mapping;

import io.leadline.event.CrmField;
import io.leadline.event.FieldType;
import io.leadline.event.HookName;
import io.leadline.event.Submission;
import io.leadline.mapping.function.MappingFunction.Unfit;
import io.leadline.mapping.yaml.Problems;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Opt-outs made of a consent that is turned round, and only sent when the question is answered. A
 * box that is left empty mostly does not come at all: whoever did not agree would not be opted out.
 */
final class OptOuts {
  private static final Submission WITHOUT_ANSWERS =
      new Submission(
          new HookName("none"),
          "none",
          "none",
          "none",
          null,
          Instant.EPOCH,
          null,
          null,
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          null);

  private OptOuts() {}

  static void warnOfSilent(
      Collection<FieldRule> fields, Set<String> withDefault, Problems problems) {
    for (FieldRule field : fields) {
      if (isOptOut(field.field())
          && !withDefault.contains(field.name())
          && turnsRound(field.rule())
          && isSilent(field.rule())) {
        problems.warn(
            field.rule().spot(),
            "'"
                + field.name()
                + "' is only sent when the question is answered, and a box left empty sends"
                + " nothing, so whoever did not agree is not opted out: write | ticked | not (or | bool"
                + " | not, where silence shall change nothing)");
      }
    }
  }

  private static boolean isOptOut(CrmField field) {
    return field.type() == FieldType.BOOLEAN
        && (field.name().endsWith("_optout") || field.name().startsWith("do_not_"));
  }

  /** Everybody of a hook: what says whose events these are may well say that they want no more. */
  static void warnOfEverybody(Mapping mapping, Problems problems) {
    if (mapping.contact() == null || !mapping.when().always()) {
      return;
    }
    for (FieldRule field : mapping.contact().fields().values()) {
      if (isOptOut(field.field()) && says(true, field.rule())) {
        problems.warn(
            field.rule().spot(),
            "'"
                + field.name()
                + "' opts out everybody whom this mapping takes: take it from an answer, as"
                + " $.q.news | ticked | not, or say with a 'when' whose events these are");
      }
    }
  }

  /** Who writes {@code bool} means a question of yes and no, where silence is neither. */
  private static boolean turnsRound(Rule rule) {
    boolean turned = uses("not", rule) || (rule instanceof ChoiceRule choice && turnsRound(choice));
    return turned && !uses("bool", rule);
  }

  /** Where all that it can say is no; one that says yes of a no asks a question of yes and no. */
  private static boolean turnsRound(ChoiceRule choice) {
    List<Rule> said = new ArrayList<>(choice.lookup().values());
    Stream.of(choice.then(), choice.otherwise()).filter(Objects::nonNull).forEach(said::add);
    return !said.isEmpty() && said.stream().allMatch(rule -> says(false, rule));
  }

  private static boolean says(boolean answer, Rule rule) {
    return rule instanceof Constant constant
        && Boolean.valueOf(answer).equals(ChoiceRule.yesOrNo(constant.text()));
  }

  private static boolean uses(String function, Rule rule) {
    return rule.expressions()
        .flatMap(expression -> expression.steps().stream())
        .anyMatch(step -> step.function().name().equals(function));
  }

  private static boolean isSilent(Rule rule) {
    try {
      return rule.evaluate(
              new Scope(WITHOUT_ANSWERS, Map.of(), new Effort(WITHOUT_ANSWERS, 1), Trace.NOBODY))
          == null;
    } catch (Unfit e) {
      return true;
    }
  }
}
