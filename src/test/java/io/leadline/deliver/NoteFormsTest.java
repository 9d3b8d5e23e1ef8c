package io.leadline.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Event;
import io.leadline.event.EventId;
import io.leadline.event.Happening;
import io.leadline.event.Happening.FormSeen;
import io.leadline.event.Happening.FormsTooMany;
import io.leadline.event.Happening.JournalFailed;
import io.leadline.event.HookName;
import io.leadline.event.Submission;
import io.leadline.form.FormName;
import io.leadline.form.Known;
import io.leadline.journal.FormShelf;
import io.leadline.journal.JournalUnavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NoteFormsTest {
  private static final HookName HOOK = new HookName("typeform");
  private static final Instant NOON = Instant.parse("2026-09-30T12:00:00Z");

  private final Shelf shelf = new Shelf();
  private final List<Happening> told = new ArrayList<>();
  private final NoteForms notes = new NoteForms(shelf, told::add);

  @Test
  void readsWhatIsKnownOnceAndStoresWhatIsNew() {
    note("f-1", "email", 0);
    note("f-1", "email", 1);
    note("f-2", "email", 2);

    assertThat(shelf.reads).isEqualTo(1);
    assertThat(shelf.writes).isEqualTo(2);
    assertThat(told).hasOnlyElementsOfType(FormSeen.class).hasSize(2);
  }

  @Test
  void tellsNothingOfAFormThatAServerBeforeItSaw() {
    note("f-1", "email", 0);
    told.clear();
    new NoteForms(shelf, told::add).note(event(1), submission("f-1", "email"), new PlainSource());

    assertThat(told).isEmpty();
  }

  @Test
  void saysOnceThatThereAreMoreFormsThanItNotes() {
    IntStream.rangeClosed(1, 210).forEach(number -> note("f-" + number, "email", number));

    assertThat(shelf.stored).hasSize(200);
    assertThat(shelf.reads).isEqualTo(1);
    assertThat(told)
        .filteredOn(FormsTooMany.class::isInstance)
        .containsExactly(new FormsTooMany(HOOK, "f-201", 200));
    note("f-7", "name", 211);
    assertThat(shelf.stored.get(new FormName(HOOK, "f-7")))
        .as("those that are noted go on to be")
        .hasSize(2);
  }

  @Test
  void saysThatTheJournalFailedAndNotesTheNextSubmission() {
    shelf.isAway = true;
    note("f-1", "email", 0);
    assertThat(told)
        .containsExactly(new JournalFailed("noting a form of hook typeform", "the disk is full"));

    shelf.isAway = false;
    note("f-1", "email", 1);
    assertThat(shelf.stored).containsOnlyKeys(new FormName(HOOK, "f-1"));
  }

  private void note(String form, String question, int second) {
    notes.note(event(second), submission(form, question), new PlainSource());
  }

  private static Event event(int second) {
    return new Event(
        new EventId("00000000000000000000000000"),
        HOOK,
        "plain",
        "key",
        null,
        "application/json",
        Bytes.EMPTY,
        NOON.plusSeconds(second));
  }

  private static Submission submission(String form, String question) {
    return new Submission(
        HOOK,
        "plain",
        "id",
        "form_response",
        null,
        NOON,
        form,
        null,
        Map.of(question, "x"),
        Map.of(question, "x"),
        Map.of(),
        Map.of(),
        null);
  }

  private static final class Shelf implements FormShelf {
    private final Map<FormName, Map<String, Known>> stored = new LinkedHashMap<>();
    private boolean isAway;
    private int reads;
    private int writes;

    @Override
    public void keep(FormName form, List<Known> questions) {
      fail();
      writes++;
      var known = stored.computeIfAbsent(form, name -> new LinkedHashMap<>());
      questions.forEach(question -> known.put(question.question().id(), question));
    }

    @Override
    public Map<FormName, List<Known>> all(@Nullable HookName hook) {
      fail();
      reads++;
      var all = new LinkedHashMap<FormName, List<Known>>();
      stored.forEach((form, known) -> all.put(form, List.copyOf(known.values())));
      return all;
    }

    private void fail() {
      if (isAway) {
        throw new JournalUnavailable("the disk is full");
      }
    }
  }
}
