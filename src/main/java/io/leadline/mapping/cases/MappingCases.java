package io.leadline.mapping.cases;

import io.leadline.event.HookName;
import io.leadline.event.Submission;
import io.leadline.mapping.MappingSet;
import io.leadline.mapping.MappingTexts;
import io.leadline.mapping.yaml.Problem;
import io.leadline.mapping.yaml.Problems;
import io.leadline.mapping.yaml.Spot;
import io.leadline.mapping.yaml.YamlNode;
import io.leadline.mapping.yaml.YamlReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cases beside the mappings ({@code NAME.cases.yaml}): a list of {@code name}, {@code
 * submission} (inline) or {@code request} (as the tool sends it), and {@code expect}. Pure: a
 * {@code request} is read by whoever calls.
 */
public final class MappingCases {
  static final List<String> KEYS = List.of("name", "submission", "request", "expect");

  /** Of which a case has one. */
  static final List<String> INPUTS = List.of("submission", "request");

  private static final String THE_FILE = "the file";

  /** The names that a {@code request:} takes, each with what it is. */
  public static final Map<String, String> REQUEST = request();

  static final List<String> EXPECTATIONS =
      List.of(
          "createContact",
          "only_new",
          "addProfileToContact",
          "warnings",
          "ignored",
          "failed",
          "whole");

  private MappingCases() {}

  private static Map<String, String> request() {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("file", "The file with the body, as seen from the mappings folder.");
    keys.put("body", "The body, in place of a file: lines for JSON, or a text as it is.");
    keys.put("content_type", "The Content-Type, where the body does not tell.");
    keys.put("fetched", "What the tool answers when it is asked, where it sends ids only.");
    keys.put("part", "Which event of a request with several, from 1.");
    keys.put("source", "The form tool, where the hook has no route file.");
    return Collections.unmodifiableMap(keys);
  }

  /** Makes a submission of a {@code request:}: a body, or a file with one, and headers. */
  @FunctionalInterface
  public interface SubmissionReader {
    /** For callers that know no sources. */
    SubmissionReader INLINE_ONLY =
        (hook, request) -> {
          throw new CannotRead("'request:' is not taken here; give 'submission:'");
        };

    /**
     * Reads it as the hook's source would.
     *
     * @param request the case's {@code request:} as a document
     * @throws CannotRead with a message for the case's author
     */
    Submission read(HookName hook, Map<String, @Nullable Object> request) throws CannotRead;
  }

  /** A case's input is not what it should be. */
  public static class CannotRead extends Exception {
    private static final long serialVersionUID = 1L;

    public CannotRead(String message) {
      super(message);
    }
  }

  /** Nothing here knows the case's hook, and so how its request is to be read. */
  public static final class UnknownHook extends CannotRead {
    private static final long serialVersionUID = 1L;

    public UnknownHook(String message) {
      super(message);
    }
  }

  /**
   * One case, run.
   *
   * @param line where it begins, from 1
   * @param differences each a sentence; none where it passed
   * @param isOfHere false where nothing here knows its hook: no event of it can come
   */
  public record Result(
      String file, int line, String name, List<String> differences, boolean isOfHere) {
    /** A file of cases that could not be run at all. */
    public static Result ofFile(String file, List<String> why) {
      return new Result(file, 1, THE_FILE, why, true);
    }

    public boolean passed() {
      return differences.isEmpty();
    }

    /** As the beginning of a sentence: which case, or that it is none. */
    public String fails() {
      return name.equals(THE_FILE) ? "the cases cannot be run" : "the case '" + name + "' fails";
    }

    @Override
    public String toString() {
      String title = "mappings/" + file + ":" + line + ": " + name;
      return passed() ? title + ": as expected" : title + "\n  " + String.join("\n  ", differences);
    }
  }

  /** Runs all cases of the texts. A file that cannot be read is one result with its problems. */
  public static List<Result> run(MappingTexts texts, MappingSet set, SubmissionReader reader) {
    List<Result> results = new ArrayList<>();
    texts
        .byFileName()
        .forEach(
            (file, text) -> {
              if (file.endsWith(MappingTexts.CASES)) {
                new CaseFile(file, texts, set, reader).run(text, results);
              }
            });
    return results;
  }

  /** The cases of one file. */
  private record CaseFile(
      String file, MappingTexts texts, MappingSet set, SubmissionReader reader) {

    void run(String text, List<Result> results) {
      Problems problems = new Problems();
      YamlNode root = YamlReader.read(file, text, problems);
      if (!texts.byFileName().containsKey(mapping() + ".yaml")) {
        problems.error(Spot.wholeFile(file), "there is no " + mapping() + ".yaml beside it");
      }
      if (root instanceof YamlNode.ListNode list) {
        list.items().forEach(item -> CaseShape.check(item, problems));
      } else if (root != null) {
        problems.error(root.spot(), "cases are a list: each begins with '- name:'");
      }
      if (problems.anyError()) {
        List<String> said = problems.sorted().stream().map(Problem::toString).toList();
        results.add(Result.ofFile(file, said));
      } else if (root instanceof YamlNode.ListNode list) {
        list.items().forEach(item -> results.add(run((YamlNode.MapNode) item)));
      }
    }

    private String mapping() {
      return file.substring(0, file.length() - MappingTexts.CASES.length());
    }

    private Result run(YamlNode.MapNode map) {
      String name = map.get("name") instanceof YamlNode.Scalar scalar ? scalar.text() : "";
      int line = map.spot().line();
      try {
        return new Result(file, line, name, differences(map), true);
      } catch (UnknownHook e) {
        return new Result(file, line, name, List.of("" + e.getMessage()), false);
      } catch (CannotRead e) {
        return new Result(file, line, name, List.of("" + e.getMessage()), true);
      }
    }

    private List<String> differences(YamlNode.MapNode map) throws CannotRead {
      Submission submission = submission(map);
      return map.get("expect") instanceof YamlNode.MapNode expect
          ? CaseDifference.between(expect, set.decide(submission), mapping(), set)
          : List.of();
    }

    private Submission submission(YamlNode.MapNode map) throws CannotRead {
      if (map.get("request") instanceof YamlNode.MapNode request) {
        return reader.read(firstHook(), InlineSubmission.object(request));
      }
      if (map.get("submission") instanceof YamlNode.MapNode inline) {
        return InlineSubmission.read(inline, firstHook());
      }
      throw new CannotRead("'submission' takes lines of 'name: value'");
    }

    private HookName firstHook() throws CannotRead {
      return set.hooksOf(mapping()).stream()
          .findFirst()
          .map(HookName::new)
          .orElseThrow(() -> new CannotRead("the mapping has no hook"));
    }
  }
}
