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
import java.util.List;

/** Whether one condition holds wherever another does. In doubt it says no. */
final class Implied {
  /** Comparisons for a whole folder: in one of longer lists nobody is warned of the rest. */
  private long left = 5_000_000;

  boolean by(Condition narrow, Condition wide) {
    left -= narrow.equals(wide) ? 1 : size(narrow) * sizeToAsk(wide);
    return left > 0 && byParts(narrow, wide);
  }

  private static long size(Condition condition) {
    if (condition instanceof OneOf any) {
      return any.conditions().stream().mapToLong(Implied::size).sum();
    }
    return condition instanceof All all
        ? all.conditions().stream().mapToLong(Implied::size).sum()
        : 1;
  }

  /** Plain texts are looked up. */
  private static long sizeToAsk(Condition wide) {
    return 1
        + (wide instanceof OneOf any
            ? any.others().stream().mapToLong(Implied::size).sum()
            : size(wide));
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
    return wide instanceof OneOf any ? byAny(narrow, any) : byPlain(narrow, wide);
  }

  private static boolean byAny(Condition narrow, OneOf any) {
    if (narrow instanceof Is text && any.texts().contains(text.folded()) && isAnswered(text, any)) {
      return true;
    }
    List<Condition> each = narrow instanceof Is ? any.others() : any.conditions();
    return each.stream().anyMatch(one -> byParts(narrow, one));
  }

  private static boolean isAnswered(Is text, OneOf any) {
    return text.answer() == null || any.holds(text.answer());
  }

  private static boolean byPlain(Condition narrow, Condition wide) {
    if (narrow instanceof Is text && isOfOneValue(wide)) {
      return holdsForAll(text, wide);
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
  private static boolean holdsForAll(Is text, Condition wide) {
    Boolean answer = text.answer();
    return wide.holds(text.text()) && (answer == null || wide.holds(answer));
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
