package io.leadline.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormViewTest {
  private static final Instant NOON = Instant.parse("2026-09-30T12:00:00Z");
  private static final Question NAME = new Question("q1", "Your name", "text", List.of());
  private static final Question PLAN = new Question("q2", "Plan", "choice", List.of("A", "B"));

  private final FormView first =
      FormView.of(List.of()).with(new Shown(List.of(NAME, PLAN), true), NOON).view();

  @Test
  void tellsOfAFormThatIsNewNothingButWhatItHas() {
    var told = FormView.of(List.of()).with(new Shown(List.of(NAME, PLAN), true), NOON);
    assertThat(told.changes()).isEmpty();
    assertThat(told.toStore()).extracting(Known::question).containsExactly(NAME, PLAN);
  }

  @Test
  void tellsNothingOfAFormThatIsAsItWas() {
    var told = first.with(new Shown(List.of(PLAN, NAME), true), NOON.plusSeconds(60));
    assertThat(told.changes()).isEmpty();
    assertThat(told.toStore()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          q1 | Full name | text  |      | RETITLED
          q1 | Your name | list  |      |
          q1 | Your name (2) | text |   |
          q2 | Plan      | choice| A    | REOPTIONED
          q2 | Plan      | choice| B;A  | REOPTIONED
          q3 | Country   | text  |      | ADDED
          q1 | Your name |       |      |
          q2 | Plan      | choice|      |
          """)
  void tellsWhatIsAnother(
      String id, String title, String type, String options, FormChange.Kind kind) {
    var question =
        new Question(
            id,
            title,
            type == null ? "" : type,
            options == null ? List.of() : List.of(options.split(";")));
    var told = first.with(new Shown(List.of(question), false), NOON.plusSeconds(1));
    assertThat(told.changes())
        .extracting(FormChange::kind)
        .isEqualTo(kind == null ? List.of() : List.of(kind));
    assertThat(told.toStore()).hasSize(kind == null ? 0 : 1);
  }

  @Test
  void tellsAnotherKindWhereTheWholeFormIsShown() {
    var list = new Question("q1", "Your name", "list", List.of());
    var told = first.with(new Shown(List.of(list, PLAN), true), NOON.plusSeconds(1));
    assertThat(told.changes()).containsExactly(new FormChange(FormChange.Kind.RETYPED, list));
  }

  @Test
  void remembersWhatAQuestionWasCalled() {
    var view = first;
    for (var title : List.of("Name", "Full name", "Your name", "Who are you?")) {
      var question = new Question("q1", title, "text", List.of());
      view = view.with(new Shown(List.of(question), false), NOON.plusSeconds(1)).view();
    }
    assertThat(view.known().values())
        .filteredOn(known -> known.question().id().equals("q1"))
        .extracting(Known::formerTitles)
        .containsExactly(List.of("Your name", "Full name", "Name"));
  }

  @Test
  void takesAQuestionForGoneWhereTheWholeFormIsShownOnly() {
    assertThat(first.with(new Shown(List.of(NAME), false), NOON.plusSeconds(1)).changes())
        .isEmpty();
    var told = first.with(new Shown(List.of(NAME), true), NOON.plusSeconds(1));
    assertThat(told.changes()).containsExactly(new FormChange(FormChange.Kind.REMOVED, PLAN));
    assertThat(told.view().known().values())
        .filteredOn(known -> !known.isThere())
        .extracting(Known::question)
        .containsExactly(PLAN);
    assertThat(told.view().with(new Shown(List.of(NAME), true), NOON.plusSeconds(2)).changes())
        .as("once")
        .isEmpty();
    assertThat(
            told.view().with(new Shown(List.of(NAME, PLAN), true), NOON.plusSeconds(3)).changes())
        .as("back again")
        .containsExactly(new FormChange(FormChange.Kind.ADDED, PLAN));
  }

  /** A replayed event shows the form of then. */
  @Test
  void learnsNothingFromWhatIsOlderThanWhatItKnows() {
    var told = first.with(new Shown(List.of(NAME), true), NOON.minusSeconds(1));
    assertThat(told.changes()).isEmpty();
    assertThat(told.view()).isEqualTo(first);
  }

  @Test
  void storesOnceAnHourThatAQuestionIsStillThere() {
    var shown = new Shown(List.of(NAME, PLAN), true);
    assertThat(first.with(shown, NOON.plus(Duration.ofMinutes(59))).toStore()).isEmpty();
    assertThat(first.with(shown, NOON.plus(Duration.ofMinutes(61))).toStore())
        .extracting(Known::lastSeen)
        .containsOnly(NOON.plus(Duration.ofMinutes(61)));
  }

  @Test
  void keepsTextsThatAnyDatabaseTakes() {
    var question = new Question("a\0b", "x".repeat(300) + "\ud800", "t", List.of("o\n1", "\ud800"));
    assertThat(question.id()).isEqualTo("a⏎b");
    assertThat(question.title()).hasSize(200).endsWith("x…");
    assertThat(question.options()).containsExactly("o⏎1", "⏎");
    assertThat(Question.plain(" a b ")).isEqualTo("␣a b␣");
    assertThat(new Question(question.id(), question.title(), "t", question.options()))
        .as("once kept it stays")
        .isEqualTo(question);
  }

  @Test
  void takesAnswersForWhatTheyShow() {
    var shown = Shown.ofAnswers(Map.of("q1", List.of("a")), Map.of("Topics", List.of("a")));
    assertThat(shown.questions()).containsExactly(new Question("q1", "Topics", "list", List.of()));
    assertThat(shown.whole()).isFalse();
  }
}
