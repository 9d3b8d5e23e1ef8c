package io.leadline.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mapping as one that reads forms: which forms, and which of their questions. */
public final class FormReader {
  private final Mapping mapping;
  private final List<Mapping> before;

  /**
   * @param before the mappings that are asked first
   */
  FormReader(Mapping mapping, List<Mapping> before) {
    this.mapping = mapping;
    this.before = before;
  }

  /**
   * Whether submissions of a form may come to it: what its {@code when} asks of {@code $.form.id}
   * holds, and no mapping before it takes the form whole. The rest of a {@code when} is about
   * submissions, and says nothing of forms.
   */
  public boolean mayTake(@Nullable String formId) {
    return mapping.when().mayHoldOfForm(formId)
        && before.stream().noneMatch(earlier -> earlier.when().holdsOfForm(formId));
  }

  /** Every place of it that reads a question, in the file's order. */
  public List<QuestionRead> questions() {
    return mapping.questionsRead();
  }

  /** The mapping's file. */
  public String file() {
    return mapping.file();
  }

  /**
   * Whether every question counts as read: all answers go along in a profile, or are handed on
   * whole, or the mapping ignores what it takes.
   */
  public boolean readsAll() {
    return mapping.ignore() != null
        || mapping.profiles().stream().anyMatch(ProfileRule::includesAnswers)
        || mapping.expressions().stream().anyMatch(Expression::readsAllAnswers);
  }
}
