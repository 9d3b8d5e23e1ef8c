package io.leadline.form;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one form, and what one more submission tells. Immutable.
 *
 * @param known by the question's id, in the order in which they were first seen
 */
public record FormView(Map<String, Known> known) {

  /** So seldom the time at which a question was last seen is stored anew. */
  private static final Duration COARSE = Duration.ofHours(1);

  /** More than any form has; a tool that makes questions up would fill the journal. */
  private static final int MOST = 1000;

  /** Behind the second title of two that are alike. */
  private static final Pattern NUMBER = Pattern.compile(" \\(\\d+\\)$");

  /** Of a form that no submission has shown. */
  public static final FormView UNSEEN = new FormView(Map.of());

  public FormView {
    known = Collections.unmodifiableMap(new LinkedHashMap<>(known));
  }

  public static FormView of(List<Known> known) {
    var byId = new LinkedHashMap<String, Known>();
    known.forEach(it -> byId.put(it.question().id(), it));
    return new FormView(byId);
  }

  /** Whether it was never seen before. */
  public boolean isNew() {
    return known.isEmpty();
  }

  /**
   * What a submission tells.
   *
   * @param changes nothing of a form that is seen for the first time: all of it is new
   * @param toStore the questions of which something is to be stored
   */
  public record Told(FormView view, List<FormChange> changes, List<Known> toStore) {}

  /**
   * @param at when the submission was received; one that is older than what is known tells nothing
   */
  public Told with(Shown shown, Instant at) {
    return at.isBefore(lastSeen()) ? new Told(this, List.of(), List.of()) : told(shown, at);
  }

  private Instant lastSeen() {
    return known.values().stream()
        .map(it -> it.removedAt() == null ? it.lastSeen() : it.removedAt())
        .max(Instant::compareTo)
        .orElse(Instant.MIN);
  }

  private Told told(Shown shown, Instant at) {
    var view = new LinkedHashMap<>(known);
    var changes = new ArrayList<FormChange>();
    var toStore = new ArrayList<Known>();
    var seen = new LinkedHashMap<String, Question>();
    shown.questions().forEach(question -> seen.putIfAbsent(question.id(), question));
    for (var question : seen.values()) {
      var before = known.get(question.id());
      if (before == null && view.size() >= MOST) {
        continue;
      }
      var now = now(before, shown.whole() ? question : answered(before, question), at);
      changes.addAll(changes(before, now.question()));
      if (before == null || isWorthStoring(before, now)) {
        toStore.add(now);
        view.put(question.id(), now);
      }
    }
    if (shown.whole()) {
      removed(seen, at)
          .forEach(
              gone -> {
                changes.add(new FormChange(FormChange.Kind.REMOVED, gone.question()));
                toStore.add(gone);
                view.put(gone.question().id(), gone);
              });
    }
    return new Told(new FormView(view), isNew() ? List.of() : changes, toStore);
  }

  /**
   * An answer shows its question by the way: of two with one title either may be the second, and
   * one value or several are of one kind. What is known stays.
   */
  private static Question answered(@Nullable Known before, Question question) {
    if (before == null) {
      return question;
    }
    var was = before.question();
    boolean isSameTitle = withoutNumber(was.title()).equals(withoutNumber(question.title()));
    return new Question(
        question.id(),
        isSameTitle ? was.title() : question.title(),
        was.type().isEmpty() ? question.type() : was.type(),
        question.options());
  }

  private static String withoutNumber(String title) {
    return NUMBER.matcher(title).replaceFirst("");
  }

  private static Known now(@Nullable Known before, Question question, Instant at) {
    return before == null
        ? Known.first(question, at)
        : before.again(merged(before.question(), question), at);
  }

  /** What says nothing of the kind or the choices leaves them as they were. */
  private static Question merged(Question before, Question now) {
    return new Question(
        now.id(),
        now.title(),
        now.type().isEmpty() ? before.type() : now.type(),
        now.options().isEmpty() ? before.options() : now.options());
  }

  private static List<FormChange> changes(@Nullable Known before, Question now) {
    if (before == null || !before.isThere()) {
      return List.of(new FormChange(FormChange.Kind.ADDED, now));
    }
    var changes = new ArrayList<FormChange>();
    var was = before.question();
    if (!was.title().equals(now.title())) {
      changes.add(new FormChange(FormChange.Kind.RETITLED, now));
    }
    if (!was.type().isEmpty() && !was.type().equals(now.type())) {
      changes.add(new FormChange(FormChange.Kind.RETYPED, now));
    }
    if (!was.options().isEmpty() && !was.options().equals(now.options())) {
      changes.add(new FormChange(FormChange.Kind.REOPTIONED, now));
    }
    return changes;
  }

  private static boolean isWorthStoring(Known before, Known now) {
    return !before.question().equals(now.question())
        || !before.isThere()
        || before.lastSeen().plus(COARSE).isBefore(now.lastSeen());
  }

  private List<Known> removed(Map<String, Question> seen, Instant at) {
    return known.values().stream()
        .filter(Known::isThere)
        .filter(it -> !seen.containsKey(it.question().id()))
        .map(it -> it.missing(at))
        .toList();
  }
}
