package io.leadline.journal.jdbc;

import io.leadline.journal.Journal;
import io.leadline.journal.JournalUnavailable;
import io.leadline.journal.LowSpace;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A journal that takes nothing in and gives no work out while its disk is nearly full: the result
 * of a call that was made could not be recorded. What is in hand is recorded all the same, from the
 * reserve, and everything can be read.
 */
final class WhileThereIsRoom implements InvocationHandler {
  private enum Answer {
    REFUSED,
    NO_WORK,
    NOTHING_DUE,
    LOW_SPACE
  }

  private static final Map<String, Answer> ANSWERS =
      Map.ofEntries(
          Map.entry("append", Answer.REFUSED),
          Map.entry("quarantine", Answer.REFUSED),
          Map.entry("countRejected", Answer.REFUSED),
          Map.entry("probe", Answer.REFUSED),
          Map.entry("received", Answer.NO_WORK),
          Map.entry("claim", Answer.NO_WORK),
          Map.entry("ready", Answer.NO_WORK),
          Map.entry("subjectsReceived", Answer.NO_WORK),
          Map.entry("takeDeadLetters", Answer.NO_WORK),
          Map.entry("runningReplays", Answer.NO_WORK),
          Map.entry("nextReceivedDue", Answer.NOTHING_DUE),
          Map.entry("nextLaneDue", Answer.NOTHING_DUE),
          Map.entry("nextDeadLetterDue", Answer.NOTHING_DUE),
          Map.entry("lowSpace", Answer.LOW_SPACE));

  private final Journal journal;
  private final DiskRoom room;
  private final Map<Method, Answer> answers;

  private WhileThereIsRoom(Journal journal, DiskRoom room) {
    this.journal = journal;
    this.room = room;
    this.answers =
        Arrays.stream(Journal.class.getMethods())
            .filter(WhileThereIsRoom::isHeld)
            .collect(Collectors.toMap(method -> method, method -> ANSWERS.get(method.getName())));
  }

  private static boolean isHeld(Method method) {
    return ANSWERS.containsKey(method.getName());
  }

  static Journal of(Journal journal, DiskRoom room) {
    return (Journal)
        Proxy.newProxyInstance(
            Journal.class.getClassLoader(),
            new Class<?>[] {Journal.class},
            new WhileThereIsRoom(journal, room));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    Answer answer = answers.get(method);
    if (answer == null) {
      return call(method, arguments);
    }
    Optional<LowSpace> low = room.low();
    if (answer == Answer.LOW_SPACE) {
      return low;
    }
    return low.isEmpty() ? call(method, arguments) : without(answer, low.get());
  }

  private static Object without(Answer answer, LowSpace low) {
    return switch (answer) {
      case NO_WORK -> List.of();
      case NOTHING_DUE -> Optional.empty();
      default -> throw new JournalUnavailable(low.sentence());
    };
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(journal, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** For a test: a method that was renamed would not be held any more. */
  static Stream<String> names() {
    return ANSWERS.keySet().stream();
  }
}
