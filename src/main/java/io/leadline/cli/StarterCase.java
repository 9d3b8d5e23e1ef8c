package io.leadline.cli;

import io.leadline.event.Bytes;
import io.leadline.event.Call;
import io.leadline.event.HookName;
import io.leadline.event.Submission;
import io.leadline.mapping.Compilation;
import io.leadline.mapping.Decision;
import io.leadline.mapping.MappingTexts;
import io.leadline.mapping.cases.MappingCases;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A case of what the starter mapping makes of its sample, so that its author sees what a case is.
 */
sealed interface StarterCase {
  int MOST_BYTES = 100 * 1024;

  String HEAD =
      """
      # Made by ./leadline new-hook: what the mapping makes of the sample. ./leadline test compares.
      # Where you change the mapping, say here what shall come out then. Further cases follow as this one.
      """;

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
    var text = HEAD + caseOf(mapping, sample, compiled.set().decide(sample)).text();
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

  private static CaseText caseOf(String mapping, Submission sample, Decision decision) {
    boolean takes = decision instanceof Decision.Calls;
    return new CaseText(
        takes ? "takes the sample" : "cannot take the sample yet",
        takes ? "" : "CHANGE THIS when the mapping is mended",
        CaseText.submission(sample, CaseText.WHAT_WAS_SENT),
        CaseText.expected(decision, call -> fieldsWithALine(mapping, call)));
  }

  /** Only those: constants for all mappings change. */
  private static Map<String, @Nullable Object> fieldsWithALine(String mapping, Call call) {
    var lines = mapping.substring(mapping.indexOf("\n" + call.kind().wireName() + ":"));
    var fields = new LinkedHashMap<String, @Nullable Object>(call.body());
    fields.keySet().removeIf(field -> !lines.contains("\n  " + field + ":"));
    return fields;
  }
}
