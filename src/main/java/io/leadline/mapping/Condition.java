package io.leadline.mapping;

import io.leadline.mapping.function.Letters;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a value must be. Text is compared without regard to case, numbers as they are written. */
sealed interface Condition {
  default boolean holds(@Nullable Object value) {
    return holds(new Compared(value));
  }

  boolean holds(Compared value);

  /** As the end of "$.form.id must …". */
  String describe();

  /**
   * @param folded without regard to case
   * @param answer what it says where it says yes or no: people write so, and many form tools send
   *     true and false
   */
  record Is(String text, String folded, @Nullable Boolean answer) implements Condition {
    Is(String text) {
      this(text, ChoiceRule.folded(text), ChoiceRule.yesOrNo(text));
    }

    @Override
    public boolean holds(Compared value) {
      Object one = value.one();
      return one != null
          && (value.folded().equals(folded) || (one instanceof Boolean && one.equals(answer)));
    }

    @Override
    public String describe() {
      return "be " + text;
    }
  }

  /**
   * @param texts those of plain texts among them, folded: lists may be long
   * @param answers what those say that say yes or no
   * @param others all that are no plain texts
   */
  record OneOf(
      List<Condition> conditions, Set<String> texts, Set<Boolean> answers, List<Condition> others)
      implements Condition {
    private static final int SHOWN = 20;

    OneOf(List<Condition> conditions) {
      this(
          conditions,
          all(conditions, Is::folded),
          all(conditions, Is::answer),
          conditions.stream().filter(condition -> !(condition instanceof Is)).toList());
    }

    private static <T> Set<T> all(List<Condition> conditions, Function<Is, @Nullable T> part) {
      Set<T> all = new HashSet<>();
      for (Condition condition : conditions) {
        T found = condition instanceof Is is ? part.apply(is) : null;
        if (found != null) {
          all.add(found);
        }
      }
      return all;
    }

    @Override
    public boolean holds(Compared value) {
      Object one = value.one();
      boolean plain = one != null && !texts.isEmpty() && texts.contains(value.folded());
      return plain
          || (one instanceof Boolean answer && answers.contains(answer))
          || others.stream().anyMatch(condition -> condition.holds(value));
    }

    @Override
    public String describe() {
      String more = conditions.size() > SHOWN ? " or …" : "";
      return conditions.stream()
          .limit(SHOWN)
          .map(Condition::describe)
          .collect(Collectors.joining(" or ", "", more));
    }
  }

  record All(List<Condition> conditions) implements Condition {
    @Override
    public boolean holds(Compared value) {
      return conditions.stream().allMatch(condition -> condition.holds(value));
    }

    @Override
    public String describe() {
      return conditions.stream().map(Condition::describe).collect(Collectors.joining(" and "));
    }
  }

  record Not(Condition condition) implements Condition {
    @Override
    public boolean holds(Compared value) {
      return !condition.holds(value);
    }

    @Override
    public String describe() {
      return "not " + condition.describe();
    }
  }

  record Exists(boolean wanted) implements Condition {
    @Override
    public boolean holds(Compared value) {
      return Blank.is(value.value()) != wanted;
    }

    @Override
    public String describe() {
      return wanted ? "be there" : "not be there";
    }
  }

  record Has(String text, String folded) implements Condition {
    Has(String text) {
      this(text, ChoiceRule.folded(text));
    }

    @Override
    public boolean holds(Compared value) {
      return value.isList()
          ? value.items().contains(folded)
          : value.value() != null && value.folded().contains(folded);
    }

    @Override
    public String describe() {
      return "have " + text;
    }
  }

  record Matches(String wildcard, String folded) implements Condition {
    /** Each star may make it look at all of the text again for each of its characters. */
    static final int LONGEST = 100;

    Matches(String wildcard) {
      this(wildcard, Letters.lower(wildcard));
    }

    @Override
    public boolean holds(Compared value) {
      return value.isList()
          ? value.items().stream().anyMatch(item -> matches(folded, item))
          : value.value() != null && matches(folded, value.folded());
    }

    /** Greedy with one point to return to: no regular expression to explode. */
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
    public boolean holds(Compared value) {
      BigDecimal number = Numbers.of(value.value());
      return number != null && number.compareTo(bound) >= 0;
    }

    @Override
    public String describe() {
      return "be at least " + bound.toPlainString();
    }
  }

  record AtMost(BigDecimal bound) implements Condition {
    @Override
    public boolean holds(Compared value) {
      BigDecimal number = Numbers.of(value.value());
      return number != null && number.compareTo(bound) <= 0;
    }

    @Override
    public String describe() {
      return "be at most " + bound.toPlainString();
    }
  }
}
