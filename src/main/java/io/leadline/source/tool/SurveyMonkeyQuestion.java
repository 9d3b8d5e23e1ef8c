package io.leadline.source.tool;

import io.leadline.source.body.JsonObject;
import io.leadline.source.body.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One question of a response, and what was given to it. {@code simple_text} is in words where it
 * stands and what it is: {@code Email address | ada@example.com} in contact data, {@code Price |
 * Good} in a matrix, {@code Price | Today | Good} in a matrix of menus, {@code Other | Posters} for
 * a choice of one's own. What somebody typed is in {@code text}, alone.
 */
record SurveyMonkeyQuestion(JsonObject json) {
  private static final String BAR = " | ";

  String id() {
    return Objects.requireNonNullElse(json.text("id"), "question");
  }

  String title() {
    return Objects.requireNonNullElse(json.text("heading"), id());
  }

  /** Of one answer its text, of several the list of them, of rows an object by their labels. */
  @Nullable Object value() {
    var given = json.objects("answers").stream().map(Given::of).toList();
    return given.stream().anyMatch(Given::isInALabelledRow)
        ? by(Given::row, given, SurveyMonkeyQuestion::inOneRow)
        : oneOrList(given);
  }

  private static @Nullable Object inOneRow(List<Given> given) {
    return given.stream().anyMatch(it -> !it.column().equals(Place.NONE))
        ? by(Given::column, given, SurveyMonkeyQuestion::oneOrList)
        : oneOrList(given);
  }

  private static @Nullable Object oneOrList(List<Given> given) {
    if (given.isEmpty()) {
      return null;
    }
    var texts = given.stream().map(Given::text).toList();
    return texts.size() == 1 ? texts.get(0) : texts;
  }

  /** Two rows of the same label are two. */
  private static Map<String, @Nullable Object> by(
      Function<Given, Place> place,
      List<Given> given,
      Function<List<Given>, @Nullable Object> value) {
    var places = new LinkedHashMap<Place, List<Given>>();
    for (var one : given) {
      places.computeIfAbsent(place.apply(one), none -> new ArrayList<>()).add(one);
    }
    var names = new Names();
    var values = new LinkedHashMap<String, @Nullable Object>();
    places.forEach((at, there) -> values.put(names.unused(at.name()), value.apply(there)));
    return values;
  }

  /** A row or a column; its label is null where nothing says it. */
  private record Place(String id, @Nullable String label) {
    static final Place NONE = new Place("answer", null);

    static Place of(@Nullable String id, @Nullable String label) {
      return id == null ? NONE : new Place(id, label);
    }

    String name() {
      return Objects.requireNonNullElse(label, id);
    }
  }

  /**
   * One answer.
   *
   * @param row where there is one; else a choice of one's own is a place, too
   */
  private record Given(Place row, Place column, boolean isInALabelledRow, String text) {

    static Given of(JsonObject answer) {
      var row = answer.text("row_id", "other_id");
      var column = answer.text("col_id");
      var typed = answer.has("choice_id") ? null : typed(answer);
      var words = Objects.requireNonNullElse(answer.text("simple_text", "text"), "");
      var inRow = row == null ? new Labelled(null, words) : Labelled.of(words, typed);
      var inColumn = column == null ? inRow : Labelled.of(inRow.rest(), typed);
      return new Given(
          Place.of(row, inRow.label()),
          column == null ? Place.NONE : Place.of(column, inColumn.label()),
          answer.has("row_id") && inRow.label() != null,
          typed == null ? chosen(answer, inRow, inColumn.rest()) : typed);
    }

    private static @Nullable String typed(JsonObject answer) {
      return answer.value("text") instanceof String text ? text : answer.text("text");
    }

    /** An id says more than nothing; that of a row is no answer in it. */
    private static String chosen(JsonObject answer, Labelled row, String words) {
      if (!words.isBlank()) {
        return words;
      }
      var id = row.label() == null ? answer.text("choice_id", "row_id") : answer.text("choice_id");
      return Objects.requireNonNullElse(id, "");
    }
  }

  /** Words, apart from the label before them. */
  private record Labelled(@Nullable String label, String rest) {

    static Labelled of(String words, @Nullable String typed) {
      int bar = bar(words, typed);
      return bar < 0
          ? new Labelled(null, words)
          : new Labelled(label(words.substring(0, bar)), words.substring(bar + BAR.length()));
    }

    private static @Nullable String label(String words) {
      return words.isBlank() ? null : words.strip();
    }

    /** What was typed may hold a bar itself, and a row may be without a label. */
    private static int bar(String words, @Nullable String typed) {
      if (typed == null) {
        return words.indexOf(BAR);
      }
      int before = words.lastIndexOf(BAR + typed.strip());
      return before >= 0 || words.strip().equals(typed.strip()) ? before : words.indexOf(BAR);
    }
  }
}
