package io.leadline.source.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Submission;
import io.leadline.form.Question;
import io.leadline.form.Shown;
import io.leadline.source.Source;
import java.util.HashMap;

/** What a source says of a form and what it says of the answers are about the same questions. */
final class ShownForm {
  private ShownForm() {}

  /** Else whoever writes a mapping is warned of a question that is there. */
  static void assertAgrees(Source source, Submission submission) {
    var shown = source.shown(submission);
    if (shown.equals(Shown.NOTHING)) {
      return;
    }
    var titles = new HashMap<String, String>();
    shown.questions().forEach(question -> titles.put(question.id(), question.title()));
    var labels = submission.labels().keySet().iterator();
    submission
        .answers()
        .keySet()
        .forEach(
            id ->
                assertThat(titles)
                    .as("the questions that %s shows", source.name())
                    .containsEntry(
                        Question.plain(id), Question.plain(labels.hasNext() ? labels.next() : id)));
  }
}
