package io.leadline.cli;

import io.leadline.event.EventId;
import java.util.List;
import java.util.function.Function;

/** Does one thing to several events and says what came of each. */
final class Each {
  private Each() {}

  record Result(boolean done, String sentence) {
    static Result done(String sentence) {
      return new Result(true, sentence);
    }

    static Result refused(String sentence) {
      return new Result(false, sentence);
    }
  }

  /** Gives 0 when all were done, else 1. */
  static int of(List<EventId> events, Program program, Function<EventId, Result> deed) {
    boolean allDone = true;
    for (EventId event : events) {
      Result result = deed.apply(event);
      say(program, result);
      allDone &= result.done();
    }
    return allDone ? 0 : 1;
  }

  private static void say(Program program, Result result) {
    if (result.done()) {
      program.out().println(result.sentence());
      program.out().flush();
    } else {
      program.err().println("leadline: " + result.sentence());
      program.err().flush();
    }
  }
}
