package io.leadline.prove;

import io.leadline.event.EventId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the form tools were told, in order of the answers. Thread-safe. */
final class Acknowledged {
  private final Map<String, Submission> submissions = new LinkedHashMap<>();
  private final Map<String, Instant> begunAt = new HashMap<>();
  private final Map<String, Draft> underWay = new LinkedHashMap<>();
  private final Map<String, List<EventId>> copiesBefore = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private long copies;

  synchronized void begun(Draft draft, Instant at) {
    underWay.put(draft.marker(), draft);
    begunAt.put(draft.marker(), at);
  }

  /**
   * Whether this was there to be delivered when a server of this start came up, or waited for it.
   */
  synchronized boolean awaited(String marker, Instant start) {
    Instant begun = begunAt.get(marker);
    var submission = submissions.get(marker);
    return (begun != null && begun.isBefore(start))
        || (submission != null && submission.tries() > 1);
  }

  synchronized void add(Submission submission) {
    underWay.remove(submission.marker());
    submissions.put(submission.marker(), submission);
    if (submission.events().isEmpty()) {
      problems.add("the answer to " + submission + " names no event");
    }
    var before = copiesBefore.remove(submission.marker());
    if (before != null) {
      compare(submission, before);
    }
  }

  /** May come before the answer to the other one, or where that one got none. */
  synchronized void copy(Draft draft, List<EventId> events) {
    copies++;
    var first = submissions.get(draft.marker());
    if (first == null) {
      copiesBefore.put(draft.marker(), events);
    } else {
      compare(first, events);
    }
  }

  private void compare(Submission first, List<EventId> events) {
    if (!first.events().equals(events)) {
      problems.add("a copy of " + first + " became other events: " + events);
    }
  }

  /** One on which a form tool gives up, or does not know when to come again. */
  synchronized void oddAnswer(Draft draft, int status, int start) {
    problems.add(
        "start %d answered %d, where only 2xx and 503 with Retry-After are fair, to %s (%s)"
            .formatted(start, status, draft.marker(), draft.kind().words()));
  }

  synchronized List<Submission> submissions() {
    return List.copyOf(submissions.values());
  }

  synchronized List<Draft> underWay() {
    return List.copyOf(underWay.values());
  }

  synchronized List<String> problems() {
    return List.copyOf(problems);
  }

  synchronized int count() {
    return submissions.size();
  }

  synchronized long copies() {
    return copies;
  }
}
