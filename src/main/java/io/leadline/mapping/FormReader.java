package io.leadline.mapping;

import java.util.List;
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
  public boolean mayTake(@Nullable String formId) {
    return mapping.when().mayHoldOfForm(formId);
  }

  /** Every place of it that reads a question, in the file's order. */
  public List<QuestionRead> questions() {
    return mapping.questionsRead();
  }
}
