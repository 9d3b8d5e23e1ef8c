package io.leadline.cli;

import io.leadline.event.Call;
import io.leadline.mapping.Decision;
import io.leadline.mapping.MappingSet;
import io.leadline.mapping.MappingTexts;
import io.leadline.mapping.cases.MappingCases;
import io.leadline.mapping.cases.MappingCases.Result;
import io.leadline.mapping.cases.MappingCases.SubmissionReader;
import io.leadline.mapping.pin.Pin;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Adds cases at the end of the files beside the mappings. What is there is not touched, and a file
 * is written whole or not at all.
 */
final class PinnedCases {
  private static final Pattern ITEM = Pattern.compile("(?m)^( *)-(?: |$)");

  private static final String HEAD =
      """
      # Made by ./leadline pin: what the mapping makes of stored events. Names, addresses and numbers are made up.
      # ./leadline test compares. Where you change the mapping, say here what shall come out then.

      """;

  private final Path folder;
  private final MappingSet set;
  private final SubmissionReader reader;
  private final boolean written;
  private MappingsToCheck mappings;

  /**
   * @param written false: cases are tried, and no file is changed
   */
  PinnedCases(
      Path folder,
      MappingsToCheck mappings,
      MappingSet set,
      SubmissionReader reader,
      boolean written) {
    this.folder = folder;
    this.mappings = mappings;
    this.set = set;
    this.reader = reader;
    this.written = written;
  }

  /**
   * A case in its place.
   *
   * @param line where it begins, from 1
   */
  record Added(Path file, int line, String text) {
    @Override
    public String toString() {
      return file + ":" + line;
    }
  }

  boolean has(String mapping, String name) {
    return results(mapping, before(file(mapping))).stream()
        .anyMatch(result -> result.name().equals(name));
  }

  /**
   * Adds a case, once it has passed.
   *
   * @throws IllegalArgumentException when it cannot be added; then nothing was changed
   */
  Added add(String name, Pin.Made pinned) {
    String file = file(pinned.mapping());
    String before = before(file);
    String text = text(name, pinned).text();
    String added = added(before, text);
    Result result = tried(pinned.mapping(), before, before + added);
    Path path = folder.resolve(file);
    if (written) {
      WholeFiles.append(path, added);
    }
    mappings = mappings.with(file, before + added);
    return new Added(path, result.line(), text);
  }

  private static CaseText text(String name, Pin.Made pinned) {
    var expected = new LinkedHashMap<String, @Nullable Object>();
    if (pinned.decision() instanceof Decision.Calls) {
      expected.put("whole", true);
    }
    expected.putAll(CaseText.expected(pinned.decision(), Call::body));
    return new CaseText(
        name, "", CaseText.submission(pinned.submission(), pinned.parts()), expected);
  }

  private static String file(String mapping) {
    return mapping + MappingTexts.CASES;
  }

  private String before(String file) {
    return mappings.texts().byFileName().getOrDefault(file, "");
  }

  /** With the indent and the line ends of the file. */
  private static String added(String before, String text) {
    Matcher item = ITEM.matcher(before);
    String indent = item.find() ? item.group(1) : "";
    String indented = text.replaceAll("(?m)^(?=.)", indent);
    String start = before.isBlank() ? HEAD : before.endsWith("\n") ? "\n" : "\n\n";
    String added = start + indented;
    return before.contains("\r\n") ? added.replace("\n", "\r\n") : added;
  }

  // ── a trial ───────────────────────────────────────────────────────────────────────────────────

  /** The new case, which passes; all others as they were. */
  private Result tried(String mapping, String before, String after) {
    List<Result> were = results(mapping, before);
    List<Result> are = results(mapping, after);
    boolean onlyOneMore = are.size() == were.size() + 1 && are.subList(0, were.size()).equals(were);
    if (!onlyOneMore) {
      throw new IllegalArgumentException(
          "no case can be added at the end of %s as it is now; ./leadline test %s says what is wrong with it, or move its cases to where they begin with '- name:'"
              .formatted(folder.resolve(file(mapping)), folder));
    }
    Result result = are.get(were.size());
    if (!result.passed()) {
      throw new IllegalArgumentException(
          "what the event holds cannot be written as a case that gives the same: "
              + String.join("; ", result.differences()));
    }
    return result;
  }

  private List<Result> results(String mapping, String text) {
    return text.isEmpty()
        ? List.of()
        : MappingCases.run(mappings.only(mapping).with(file(mapping), text).texts(), set, reader);
  }
}
