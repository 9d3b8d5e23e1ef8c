package io.leadline.mapping;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a value must be. Text is compared without regard to case, numbers as they are written. */
sealed interface Condition {
  boolean holds(@Nullable Object value);

  /** As the end of "$.form.id must …". */
  String describe();

  record Is(String text) implements Condition {
    @Override
    public boolean holds(@Nullable Object value) {
      Object one = value instanceof List<?> list && list.size() == 1 ? list.get(0) : value;
      return one != null && (isSame(one) || isSameAnswer(one));
    }

    private boolean isSame(Object one) {
      return ChoiceRule.folded(one).equals(ChoiceRule.folded(text));
    }

    /** People write yes and no; many form tools send true and false. */
    private boolean isSameAnswer(Object one) {
      return one instanceof Boolean answer && answer.equals(ChoiceRule.yesOrNo(text));
    }

    @Override
    public String describe() {
      return "be " + text;
    }
  }

  record OneOf(List<Condition> conditions) implements Condition {
    @Override
    public boolean holds(@Nullable Object value) {
      return conditions.stream().anyMatch(condition -> condition.holds(value));
    }

    @Override
    public String describe() {
      return conditions.stream().map(Condition::describe).collect(Collectors.joining(" or "));
    }
  }

  record All(List<Condition> conditions) implements Condition {
    @Override
    public boolean holds(@Nullable Object value) {
      return conditions.stream().allMatch(condition -> condition.holds(value));
    }

    @Override
    public String describe() {
      return conditions.stream().map(Condition::describe).collect(Collectors.joining(" and "));
    }
  }

  record Not(Condition condition) implements Condition {
    @Override
    public boolean holds(@Nullable Object value) {
      return !condition.holds(value);
    }

    @Override
    public String describe() {
      return "not " + condition.describe();
    }
  }

  record Exists(boolean wanted) implements Condition {
    @Override
    public boolean holds(@Nullable Object value) {
      return Blank.is(value) != wanted;
    }

    @Override
    public String describe() {
      return wanted ? "be there" : "not be there";
    }
  }

  record Has(String text) implements Condition {
    @Override
    public boolean holds(@Nullable Object value) {
      String wanted = ChoiceRule.folded(text);
      if (value instanceof List<?> items) {
        return items.stream().anyMatch(item -> ChoiceRule.folded(item).equals(wanted));
      }
      return value != null && ChoiceRule.folded(value).contains(wanted);
    }

    @Override
    public String describe() {
      return "have " + text;
    }
  }

  record Matches(String wildcard) implements Condition {
    @Override
    public boolean holds(@Nullable Object value) {
      if (value instanceof List<?> items) {
        return items.stream().anyMatch(this::holds);
      }
      return value != null && matches(wildcard.toLowerCase(Locale.ROOT), ChoiceRule.folded(value));
    }

    /** Greedy with one point to return to: linear in practice, no regular expression to explode. */
    private static boolean matches(String wildcard, String text) {
      int w = 0;
      int t = 0;
      int star = -1;
      int resume = 0;
      while (t < text.length()) {
        if (w < wildcard.length() && wildcard.charAt(w) == '*') {
          star = w++;
          resume = t;
        } else if (w < wildcard.length() && wildcard.charAt(w) == text.charAt(t)) {
          w++;
          t++;
        } else if (star >= 0) {
          w = star + 1;
          t = ++resume;
        } else {
          return false;
        }
      }
      return wildcard.substring(w).chars().allMatch(c -> c == '*');
    }

    @Override
    public String describe() {
      return "match " + wildcard;
    }
  }

  record AtLeast(BigDecimal bound) implements Condition {
    @Override
    public boolean holds(@Nullable Object value) {
      BigDecimal number = Numbers.of(value);
      return number != null && number.compareTo(bound) >= 0;
    }

    @Override
    public String describe() {
      return "be at least " + bound.toPlainString();
    }
  }

  record AtMost(BigDecimal bound) implements Condition {
    @Override
    public boolean holds(@Nullable Object value) {
      BigDecimal number = Numbers.of(value);
      return number != null && number.compareTo(bound) <= 0;
    }

    @Override
    public String describe() {
      return "be at most " + bound.toPlainString();
    }
  }
}
