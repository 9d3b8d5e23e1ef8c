package io.leadline.mapping.cases;

import io.leadline.event.Submission;
import io.leadline.mapping.Keys;
import io.leadline.mapping.yaml.Problems;
import io.leadline.mapping.yaml.YamlNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a {@code submission:} has to look like, or a part of it would count as left out. */
final class SubmissionShape {
  /** The members of {@code form}. */
  static final List<String> FORM = List.of("id", "title");

  /** The parts that are lines; all others but the body are texts. */
  static final List<String> LINES = List.of("form", "answers", "labels", "hidden", "calculated");

  private SubmissionShape() {}

  static void check(YamlNode.MapNode submission, Problems problems) {
    Keys.check(submission, Submission.PARTS, "a submission", problems);
    submission.entries().forEach((key, entry) -> part(key, entry.value(), problems));
  }

  private static void part(String key, YamlNode value, Problems problems) {
    if (key.equals("form") && value instanceof YamlNode.MapNode form) {
      Keys.check(form, FORM, "'form'", problems);
      FORM.forEach(name -> text(name, form.get(name), problems));
    } else if (LINES.contains(key)) {
      lines(key, value, problems);
    } else if (Submission.PARTS.contains(key) && !key.equals("body")) {
      text(key, value, problems);
    }
  }

  private static void lines(String key, YamlNode value, Problems problems) {
    if (!(value instanceof YamlNode.MapNode) && !value.isAbsent()) {
      problems.error(
          value.spot(), "'" + key + "' takes lines of 'name: value', not " + value.kind());
    }
  }

  private static void text(String key, @Nullable YamlNode value, Problems problems) {
    if (value != null && !(value instanceof YamlNode.Scalar)) {
      problems.error(value.spot(), "'" + key + "' takes a text, not " + value.kind());
    }
  }
}
