package io.leadline.mapping.cases;

import io.leadline.mapping.Keys;
import io.leadline.mapping.yaml.Problems;
import io.leadline.mapping.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** What a case has to look like, or something of it would not be compared. */
final class CaseShape {
  private CaseShape() {}

  static void check(YamlNode item, Problems problems) {
    if (!(item instanceof YamlNode.MapNode map)) {
      problems.error(item.spot(), "a case is lines of name, submission, expect");
      return;
    }
    Keys.check(map, MappingCases.KEYS, "a case", problems);
    if (!isText(map.get("name"))) {
      problems.error(map.spot(), "a case needs a 'name'");
    }
    input(map, problems);
    if (map.get("expect") instanceof YamlNode.MapNode expect && !expect.entries().isEmpty()) {
      new ExpectShape(expect, problems).check();
    } else {
      problems.error(map.spot(), "a case needs 'expect', or it could not fail");
    }
  }

  private static void input(YamlNode.MapNode map, Problems problems) {
    YamlNode submission = map.get("submission");
    YamlNode request = map.get("request");
    if ((submission == null) == (request == null)) {
      problems.error(map.spot(), "a case needs one of 'submission' and 'request'");
    }
    if (submission instanceof YamlNode.MapNode lines) {
      SubmissionShape.check(lines, problems);
    }
    if (request instanceof YamlNode.MapNode lines) {
      Keys.check(lines, MappingCases.REQUEST.keySet(), "'request'", problems);
    }
    for (String key : MappingCases.INPUTS) {
      YamlNode input = map.get(key);
      if (input != null && !(input instanceof YamlNode.MapNode)) {
        problems.error(
            input.spot(), "'" + key + "' takes lines of 'name: value', not " + input.kind());
      }
    }
  }

  /** One that says something: a blank text is a part of every sentence. */
  static boolean isText(@Nullable YamlNode node) {
    return node instanceof YamlNode.Scalar scalar
        && !scalar.isNothing()
        && !scalar.text().isBlank();
  }
}
