package io.leadline.cli;

import io.leadline.event.Bytes;
import io.leadline.event.Call;
import io.leadline.event.Documents;
import io.leadline.event.HookName;
import io.leadline.event.Submission;
import io.leadline.event.Warning;
import io.leadline.mapping.Compilation;
import io.leadline.mapping.Decision;
import io.leadline.mapping.MappingTexts;
import io.leadline.mapping.cases.MappingCases;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A case of what the starter mapping makes of its sample, so that its author sees what a case is.
 */
sealed interface StarterCase {
  int MOST_BYTES = 100 * 1024;

  /** The text of the file of cases. */
  record Made(String text) implements StarterCase {}

  /** There is none. */
  record LeftOut(String why) implements StarterCase {}

  /**
   * Runs it, too: one that fails at once would say nothing about the mapping.
   *
   * @param folder with the mapping
   */
  static StarterCase of(HookName hook, MappingsToCheck folder, Submission sample) {
    var mappings = folder.only(hook.value());
    if (!(mappings.compile() instanceof Compilation.Compiled compiled)) {
      return new LeftOut("the mapping is not in order yet, ./leadline check says why");
    }
    var mapping = mappings.texts().byFileName().getOrDefault(hook + ".yaml", "");
    var text = new CaseText(mapping).of(sample, compiled.set().decide(sample));
    if (Bytes.utf8(text).size() > MOST_BYTES) {
      return new LeftOut("with this sample it would be larger than 100 KiB");
    }
    var results =
        MappingCases.run(
            mappings.with(hook + MappingTexts.CASES, text).texts(),
            compiled.set(),
            MappingCases.SubmissionReader.INLINE_ONLY);
    return results.stream().allMatch(MappingCases.Result::passed)
        ? new Made(text)
        : new LeftOut("what the sample holds cannot be written in one");
  }

  /**
   * Writes a case down.
   *
   * @param mapping the text of the mapping: of the contact only what it has a line for is expected,
   *     since constants for all mappings change
   */
  record CaseText(String mapping) {
    private static final String HEAD =
        """
        # Made by ./leadline new-hook: what the mapping makes of the sample. ./leadline test compares.
        # Where you change the mapping, say here what shall come out then. Further cases follow as this one.
        """;

    String of(Submission sample, Decision decision) {
      var text = new StringBuilder(HEAD).append("- name: ").append(title(decision)).append('\n');
      text.append("  submission:\n");
      write(submission(sample), "    ", text);
      text.append("  expect:\n");
      write(expected(decision), "    ", text);
      return text.toString();
    }

    private static String title(Decision decision) {
      return decision instanceof Decision.Calls
          ? "takes the sample"
          : "cannot take the sample yet   # CHANGE THIS when the mapping is mended";
    }

    /** What the mapping reads, and not the whole body beside it. */
    private static Map<String, @Nullable Object> submission(Submission sample) {
      var parts = new LinkedHashMap<String, @Nullable Object>(sample.document());
      parts
          .keySet()
          .retainAll(List.of("event_type", "form", "answers", "labels", "hidden", "calculated"));
      parts.values().removeIf(CaseText::isEmpty);
      if (sample.labels().equals(sample.answers())) {
        parts.remove("labels"); // Of a tool without titles.
      }
      return parts;
    }

    private static boolean isEmpty(@Nullable Object part) {
      return part == null
          || part.equals("")
          || (part instanceof Map<?, ?> map
              && map.values().stream().allMatch(value -> value == null));
    }

    private Map<String, @Nullable Object> expected(Decision decision) {
      var expected = new LinkedHashMap<String, @Nullable Object>();
      if (decision instanceof Decision.Calls calls) {
        calls.calls().forEach(call -> expected.put(call.kind().wireName(), fields(call)));
        expected.put("warnings", calls.warnings().stream().map(CaseText::words).toList());
      } else if (decision instanceof Decision.Failed failed) {
        expected.put("failed", beginning(failed.reason().sentence()));
      }
      return expected;
    }

    private Map<String, @Nullable Object> fields(Call call) {
      var lines = mapping.substring(mapping.indexOf("\n" + call.kind().wireName() + ":"));
      var fields = new LinkedHashMap<>(call.body());
      fields.keySet().removeIf(field -> !lines.contains("\n  " + field + ":"));
      return fields;
    }

    private static String words(Warning warning) {
      return warning.field() + ": " + warning.why();
    }

    /** Without the line, which moves, and the questions, which the case has. */
    private static String beginning(String sentence) {
      return sentence.split(" \\(|; ", 2)[0];
    }

    // ── YAML ────────────────────────────────────────────────────────────────────────────────────

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

    private static String json(@Nullable Object value) {
      return Printable.line(Documents.write(value));
    }
  }
}
