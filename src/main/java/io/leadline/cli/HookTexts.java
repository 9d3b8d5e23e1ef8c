package io.leadline.cli;

import io.leadline.event.HookName;
import io.leadline.source.Credential;
import io.leadline.source.Proof;
import io.leadline.source.Source;
import io.leadline.source.signature.SignedOrCarried;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is left to do by hand when a hook's files are written. */
final class HookTexts {
  private HookTexts() {}

  static String page(Source tool) {
    return "docs/form-tools/" + tool.name() + ".md";
  }

  /**
   * Whether a body of the tool's is seldom a sample to make a mapping of: its answers are asked
   * for.
   */
  static boolean saysIdsOnly(Source tool) {
    return tool.defaultBaseUrl().isPresent();
  }

  // ── what to enter where ───────────────────────────────────────────────────────────────────────

  /**
   * @param url as the tool will call it
   * @param words makes a word that nobody guesses
   */
  static String toEnter(
      HookName hook, Source tool, Proof proof, String url, Supplier<String> words) {
    return """

        In the form tool, as %s says, enter the address
          %s
        and where Leadline runs set
        %s"""
        .formatted(
            page(tool),
            address(proof, url),
            tool.credentials().stream()
                .map(credential -> line(hook, credential, words))
                .collect(Collectors.joining()));
  }

  private static String address(Proof proof, String url) {
    if (proof instanceof SignedOrCarried) {
      return url + "\n  (with ?key=THE-SECRET behind it where the tool does not sign)";
    }
    return proof.carriesSecret() ? url + "?key=THE-SECRET" : url;
  }

  private static String line(HookName hook, Credential credential, Supplier<String> words) {
    var variable = hook.variable(credential.suffix());
    return credential
        .issued()
        .map(what -> "  %s='...'   (the tool's: %s)\n".formatted(variable, what))
        .orElseGet(
            () ->
                "  %s=%s   (a suggestion: enter the same there)\n"
                    .formatted(variable, words.get()));
  }

  // ── what to do next ───────────────────────────────────────────────────────────────────────────

  /**
   * @param sample the file that the mapping was made of; null where it knows no question
   */
  static String toDoNext(HookName hook, Source tool, @Nullable String sample) {
    return sample == null ? withoutQuestions(hook, tool) : withSample(hook, sample);
  }

  private static String withSample(HookName hook, String sample) {
    return """
        Then look at the mapping, and change its case with it: a server takes up only what comes
        out as its cases say. Start Leadline again, and try it:
          ./leadline check
          ./leadline test
          ./leadline send %s %s
        """
        .formatted(hook, sample);
  }

  private static String withoutQuestions(HookName hook, Source tool) {
    return """
        Then start Leadline again. The mapping knows no question yet: send one real submission
        through the form, and
          ./leadline forms --hook %1$s
        lists its questions with their ids, to be entered in the mapping. ./leadline check says
        whether that is in order.
        """
            .formatted(hook)
        + (saysIdsOnly(tool)
            ? ""
            : """
            Or save a body that the tool sent, and have the mapping made of it:
              ./leadline new-hook %s --source %s --sample FILE --force
            """
                .formatted(hook, tool.name()));
  }
}
