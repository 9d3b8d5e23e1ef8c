package io.leadline.cli;

import io.leadline.event.Call;
import io.leadline.event.Documents;
import io.leadline.event.Submission;
import io.leadline.event.Warning;
import io.leadline.mapping.Decision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A case as a person would write it down, a line each.
 *
 * @param remark behind the name, for the reader; may be empty
 */
record CaseText(
    String name,
    String remark,
    Map<String, @Nullable Object> submission,
    Map<String, @Nullable Object> expected) {

  /** The members of a submission that say what was sent in, and not when or as what. */
  static final Set<String> WHAT_WAS_SENT =
      Set.of("event_type", "form", "answers", "labels", "hidden", "calculated");

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][\\w ,.'()/-]*[\\w.')]");
  private static final Pattern NOT_A_TEXT = Pattern.compile("(?i)true|false|null|yes|no|on|off");

  /** An item of a list of cases. */
  String text() {
    var text = new StringBuilder("- name: ").append(plain(name));
    text.append(remark.isEmpty() ? "" : "   # " + remark).append('\n');
    text.append("  submission:\n");
    write(submission, "    ", text);
    text.append("  expect:\n");
    write(expected, "    ", text);
    return text.toString();
  }

  /** What is there of some members of a submission. */
  static Map<String, @Nullable Object> submission(Submission of, Collection<String> parts) {
    var there = new LinkedHashMap<String, @Nullable Object>(of.document());
    there.keySet().retainAll(parts);
    there.values().removeIf(CaseText::isEmpty);
    if (of.labels().equals(of.answers())) {
      there.remove("labels"); // Of a tool without titles.
    }
    return there;
  }

  private static boolean isEmpty(@Nullable Object part) {
    return part == null
        || part.equals("")
        || (part instanceof Map<?, ?> map
            && map.values().stream().allMatch(value -> value == null));
  }

  /**
   * What a decision is told by.
   *
   * @param fields those of a call that are expected
   */
  static Map<String, @Nullable Object> expected(
      Decision decision, Function<Call, Map<String, @Nullable Object>> fields) {
    var expected = new LinkedHashMap<String, @Nullable Object>();
    if (decision instanceof Decision.Calls calls) {
      calls(calls.calls(), fields).forEach(expected::put);
      expected.put("warnings", calls.warnings().stream().map(CaseText::words).toList());
    } else if (decision instanceof Decision.Failed failed) {
      expected.put("failed", beginning(failed.reason().sentence()));
    } else if (decision instanceof Decision.Ignored ignored) {
      expected.put("ignored", ignored.reason().sentence());
    }
    return expected;
  }

  /** By name; several of one name as a list. */
  private static Map<String, Object> calls(
      List<Call> calls, Function<Call, Map<String, @Nullable Object>> fields) {
    Map<String, List<Object>> byName =
        calls.stream()
            .collect(
                Collectors.groupingBy(
                    call -> call.kind().wireName(),
                    LinkedHashMap::new,
                    Collectors.mapping(fields, Collectors.toCollection(ArrayList::new))));
    var expected = new LinkedHashMap<String, Object>();
    byName.forEach((name, all) -> expected.put(name, all.size() == 1 ? all.get(0) : all));
    return expected;
  }

  private static String words(Warning warning) {
    return warning.field() + ": " + warning.why();
  }

  /** Without the line, which moves, and the questions, which the case has. */
  private static String beginning(String sentence) {
    return sentence.split(" \\(|; ", 2)[0];
  }

  // ── YAML ──────────────────────────────────────────────────────────────────────────────────────

  /** A line each; a JSON text is YAML as well. */
  private static void write(Map<?, ?> lines, String indent, StringBuilder text) {
    lines.forEach(
        (name, value) -> {
          text.append(indent).append(name(name)).append(':');
          if (value instanceof Map<?, ?> inner && !inner.isEmpty()) {
            text.append('\n');
            write(inner, indent + "  ", text);
          } else {
            text.append(' ').append(json(value)).append('\n');
          }
        });
  }

  private static String name(@Nullable Object name) {
    var text = String.valueOf(name);
    return text.matches("[A-Za-z]\\w*") ? text : json(text);
  }

  private static String plain(String text) {
    return PLAIN.matcher(text).matches() && !NOT_A_TEXT.matcher(text).matches() ? text : json(text);
  }

  private static String json(@Nullable Object value) {
    return Printable.line(Documents.write(value));
  }
}
