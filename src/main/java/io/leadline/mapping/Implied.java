package io.leadline.mapping;

import io.leadline.mapping.Condition.All;
import io.leadline.mapping.Condition.AtLeast;
import io.leadline.mapping.Condition.AtMost;
import io.leadline.mapping.Condition.Exists;
import io.leadline.mapping.Condition.Has;
import io.leadline.mapping.Condition.Is;
import io.leadline.mapping.Condition.Matches;
import io.leadline.mapping.Condition.Not;
import io.leadline.mapping.Condition.OneOf;

/** Whether one condition holds wherever another does. In doubt it says no. */
final class Implied {
  /** Comparisons of one with another: whoever writes longer lists gets no warning of them. */
  private static final long MOST = 1_000_000;

  private Implied() {}

  static boolean by(Condition narrow, Condition wide) {
    return narrow.equals(wide) || (size(narrow) * size(wide) <= MOST && byParts(narrow, wide));
  }

  private static long size(Condition condition) {
    if (condition instanceof OneOf any) {
      return any.conditions().stream().mapToLong(Implied::size).sum();
    }
    return condition instanceof All all
        ? all.conditions().stream().mapToLong(Implied::size).sum()
        : 1;
  }

  private static boolean byParts(Condition narrow, Condition wide) {
    if (narrow.equals(wide)) {
      return true;
    }
    if (narrow instanceof OneOf any) {
      return any.conditions().stream().allMatch(one -> byParts(one, wide));
    }
    if (wide instanceof All all) {
      return all.conditions().stream().allMatch(one -> byParts(narrow, one));
    }
    if (narrow instanceof All all) {
      return all.conditions().stream().anyMatch(one -> byParts(one, wide));
    }
    return wide instanceof OneOf any
        ? any.conditions().stream().anyMatch(one -> byParts(narrow, one))
        : byPlain(narrow, wide);
  }

  private static boolean byPlain(Condition narrow, Condition wide) {
    if (narrow instanceof Is text && isOfOneValue(wide)) {
      return holdsForAll(text.text(), wide);
    }
    if (narrow instanceof AtLeast inner && wide instanceof AtLeast outer) {
      return inner.bound().compareTo(outer.bound()) >= 0;
    }
    if (narrow instanceof AtMost inner && wide instanceof AtMost outer) {
      return inner.bound().compareTo(outer.bound()) <= 0;
    }
    return wide instanceof Exists exists && exists.wanted() && needsAValue(narrow);
  }

  /** A text that says yes or no is that of a box as well, which is sent as true or false. */
  private static boolean holdsForAll(String text, Condition wide) {
    Boolean answer = ChoiceRule.yesOrNo(text);
    return wide.holds(text) && (answer == null || wide.holds(answer));
  }

  /** A list of one and its item are the same to it. */
  private static boolean isOfOneValue(Condition wide) {
    return wide instanceof Is
        || wide instanceof Matches
        || wide instanceof AtLeast
        || wide instanceof AtMost
        || (wide instanceof Not not && not.condition() instanceof Is);
  }

  private static boolean needsAValue(Condition condition) {
    return condition instanceof AtLeast
        || condition instanceof AtMost
        || (condition instanceof Is text && !Blank.is(text.text()))
        || (condition instanceof Has text && !Blank.is(text.text()));
  }
}
