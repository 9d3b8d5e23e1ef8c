package io.leadline.mapping;

import io.leadline.event.HookName;
import io.leadline.event.Submission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mapping as one that reads forms: which forms, and which of their questions. */
public final class FormReader {
  private final Mapping mapping;

  FormReader(Mapping mapping) {
    this.mapping = mapping;
  }

  /**
   * Whether submissions of a form may come to it: what its {@code when} asks of {@code $.form.id}
   * holds. The rest of it is about submissions, and says nothing of forms.
   */
  public boolean mayTake(HookName hook, @Nullable String formId) {
    return mapping.when().mayHoldOfForm(new Scope(ofForm(hook, formId), Map.of()));
  }

  private static Submission ofForm(HookName hook, @Nullable String formId) {
    return new Submission(
        hook,
        "",
        "",
        "",
        null,
        Instant.EPOCH,
        formId,
        null,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        null);
  }

  /** Every place of it that reads a question, in the file's order. */
  public List<QuestionRead> questions() {
    var read = new ArrayList<QuestionRead>();
    mapping.questions().values().forEach(it -> read.add(read(it.spot(), it.names())));
    for (Expression expression : mapping.expressions()) {
      if (expression.answer() != null) {
        read.add(read(expression.spot(), List.of(expression.answer())));
      }
    }
    return read;
  }

  private static QuestionRead read(Spot spot, List<String> names) {
    return new QuestionRead(spot.file(), spot.line(), spot.column(), names);
  }
}
