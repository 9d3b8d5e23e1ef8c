package io.leadline.cli;

import io.leadline.event.HookName;
import io.leadline.form.FormName;
import io.leadline.form.Known;
import io.leadline.form.Question;
import io.leadline.mapping.FormReader;
import io.leadline.mapping.MappingSet;
import io.leadline.mapping.QuestionRead;
import io.leadline.mapping.Suggestion;
import io.leadline.mapping.yaml.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What mappings read that the forms do not have, as far as submissions have shown them. A mapping
 * is held against the forms whose submissions it may take; a question that one of them has is
 * there.
 */
final class FormWarnings {
  /** So long a question may go unanswered in a form that is sent meanwhile. */
  private static final Duration LONG = Duration.ofDays(30);

  private final HookName hook;
  private final List<Seen> questions;

  /**
   * One question of one form.
   *
   * @param formSeen when the form was last sent
   */
  private record Seen(FormName form, Known known, Instant formSeen) {
    String id() {
      return known.question().id();
    }

    String title() {
      return known.question().title();
    }

    boolean isCalled(String name) {
      return name.equals(id()) || name.equals(title());
    }

    boolean isCalledOneOf(List<String> names) {
      return names.stream().anyMatch(this::isCalled);
    }

    /** As the list of questions shows it, and not as the form has it. */
    boolean isCopied(String name) {
      return known.isThere() && Question.isChanged(name) && isCalled(name);
    }

    boolean isUnseenForLong() {
      return known.lastSeen().plus(LONG).isBefore(formSeen);
    }
  }

  private FormWarnings(HookName hook, List<Seen> questions) {
    this.hook = hook;
    this.questions = questions;
  }

  static List<Problem> of(MappingSet mappings, Map<FormName, List<Known>> forms) {
    var warnings = new ArrayList<Problem>();
    forms.keySet().stream()
        .map(FormName::hook)
        .distinct()
        .forEach(
            hook ->
                mappings
                    .formReaders(hook)
                    .forEach(reader -> warnings.addAll(warnings(hook, reader, forms))));
    return warnings;
  }

  private static List<Problem> warnings(
      HookName hook, FormReader reader, Map<FormName, List<Known>> forms) {
    var seen =
        forms.entrySet().stream()
            .filter(form -> form.getKey().hook().equals(hook))
            .filter(form -> reader.mayTake(form.getKey().id()))
            .flatMap(form -> seen(form.getKey(), form.getValue()))
            .toList();
    return seen.isEmpty()
        ? List.of()
        : reader.questions().stream().flatMap(new FormWarnings(hook, seen)::of).toList();
  }

  private static Stream<Seen> seen(FormName form, List<Known> questions) {
    Instant last =
        questions.stream()
            .map(Known::lastSeen)
            .max(Comparator.naturalOrder())
            .orElse(Instant.EPOCH);
    return questions.stream().map(known -> new Seen(form, known, last));
  }

  // ── one line of a mapping ─────────────────────────────────────────────────────────────────────

  private Stream<Problem> of(QuestionRead read) {
    return sentence(read).map(read::warning).stream();
  }

  private Optional<String> sentence(QuestionRead read) {
    var copied = seen(question -> read.names().stream().anyMatch(question::isCopied));
    if (!copied.isEmpty()) {
      return Optional.of(copied(read.names(), newest(copied)));
    }
    var names = read.names().stream().map(Question::plain).toList();
    var former = seen(question -> isRetitled(question, names));
    if (!former.isEmpty()) {
      return Optional.of(retitled(names, newest(former)));
    }
    var meant = seen(question -> question.isCalledOneOf(names));
    var there = meant.stream().filter(question -> question.known.isThere()).toList();
    if (!there.isEmpty()) {
      return there.stream().allMatch(Seen::isUnseenForLong)
          ? Optional.of(unseenForLong(names, newest(there)))
          : Optional.empty();
    }
    return meant.isEmpty() ? neverSeen(names) : Optional.of(gone(names, newest(meant)));
  }

  private List<Seen> seen(Predicate<Seen> wanted) {
    return questions.stream().filter(wanted).toList();
  }

  /** Of each form for itself: that another one still has the title does not help its leads. */
  private boolean isRetitled(Seen question, List<String> names) {
    return question.known.isThere()
        && names.stream().anyMatch(question.known.formerTitles()::contains)
        && seen(other -> other.form.equals(question.form) && other.known.isThere()).stream()
            .noneMatch(other -> other.isCalledOneOf(names));
  }

  private static Seen newest(List<Seen> questions) {
    return questions.stream()
        .max(Comparator.comparing(question -> question.known.lastSeen()))
        .orElseThrow();
  }

  // ── the sentences ─────────────────────────────────────────────────────────────────────────────

  private String copied(List<String> names, Seen question) {
    return "the question '%s' of %s is written as ./leadline forms shows it, which is not as the form has it ('…' stands for more, '⏎' for the end of a line, '␣' for a blank): no submission has that; %s"
        .formatted(first(names, question::isCopied), form(question), instead(question));
  }

  private static String instead(Seen question) {
    if (!Question.isChanged(question.id())) {
      return "write its id '" + question.id() + "'";
    }
    return Question.isChanged(question.title())
        ? "write all of it, in double quotes and with \\n for the end of a line"
        : "write its title '" + question.title() + "'";
  }

  private String unseenForLong(List<String> names, Seen question) {
    return "the question '%s' of %s was last answered on %s, and the form was sent since, until %s: look whether it still asks it"
        .formatted(
            first(names, question::isCalled),
            form(question),
            day(question.known.lastSeen()),
            day(question.formSeen));
  }

  private String retitled(List<String> names, Seen question) {
    return "the question '%s' of %s is called '%s' now; its id '%s' stays when a title is edited: write that"
        .formatted(
            first(names, question.known.formerTitles()::contains),
            form(question),
            question.title(),
            question.id());
  }

  private String gone(List<String> names, Seen question) {
    return "no form of hook %s has the question '%s' any more: it was last seen on %s, in form %s; %s"
        .formatted(
            hook,
            first(names, question::isCalled),
            day(question.known.lastSeen()),
            question.form.form(),
            whereToLook());
  }

  /** Nothing where there are several names: some are meant for other forms, or for none yet. */
  private Optional<String> neverSeen(List<String> names) {
    return names.size() > 1 ? Optional.empty() : Optional.of(neverSeen(names.get(0)));
  }

  private String neverSeen(String name) {
    var nearest = Suggestion.among(name, there());
    return "no submission to hook %s has shown a question '%s' yet%s %s"
        .formatted(hook, name, nearest.isEmpty() ? ";" : nearest, whereToLook());
  }

  private List<String> there() {
    return seen(question -> question.known.isThere()).stream()
        .flatMap(question -> Stream.of(question.id(), question.title()))
        .distinct()
        .toList();
  }

  /** Of all that a line may mean, the one that a form has or had. */
  private static String first(List<String> names, Predicate<String> wanted) {
    return names.stream().filter(wanted).findFirst().orElseThrow();
  }

  private String whereToLook() {
    return "./leadline forms --hook " + hook + " lists those it has";
  }

  private String form(Seen question) {
    return "form %s of hook %s".formatted(question.form.form(), hook);
  }

  private static String day(Instant time) {
    return time.toString().substring(0, 10);
  }
}
