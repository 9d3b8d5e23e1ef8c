package io.leadline.deliver;

import io.leadline.event.ConnectionName;
import io.leadline.event.CrmMode;
import io.leadline.event.FieldCatalogue;
import io.leadline.event.HookName;
import io.leadline.mapping.Compilation;
import io.leadline.mapping.MappingCompiler;
import io.leadline.mapping.MappingSet;
import io.leadline.mapping.MappingTexts;
import io.leadline.mapping.cases.MappingCases;
import io.leadline.mapping.yaml.Problem;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tries the texts of mappings before anything is prepared with them: compiles them for every
 * connection, then runs their cases. Either all of it is in order, or every problem comes out.
 */
public final class MappingTrial {
  /** All files together. A mapping is a page or two. */
  private static final int MOST_CHARACTERS = 8 << 20;

  /** What mappings must know of a connection. */
  public record Terms(CrmMode mode, FieldCatalogue fields) {}

  /** What came of it. */
  public sealed interface Outcome {
    record Passed(Map<ConnectionName, MappingSet> sets) implements Outcome {
      public Passed {
        sets = Map.copyOf(sets);
      }
    }

    /** Never without a problem. */
    record Failed(List<Problem> problems) implements Outcome {
      public Failed {
        problems = List.copyOf(problems);
      }
    }
  }

  private final Function<HookName, Optional<ConnectionName>> connectionOf;
  private final MappingCases.SubmissionReader reader;

  /**
   * @param connectionOf where the events of a hook go; nothing for a hook that is not known here
   * @param reader of the cases' {@code request:}
   */
  public MappingTrial(
      Function<HookName, Optional<ConnectionName>> connectionOf,
      MappingCases.SubmissionReader reader) {
    this.connectionOf = connectionOf;
    this.reader = reader;
  }

  /** Compiles and runs the cases: each once, with the set of the connection of its mapping. */
  public Outcome of(MappingTexts texts, Map<ConnectionName, Terms> connections) {
    Outcome compiled = compile(texts, connections);
    if (!(compiled instanceof Outcome.Passed passed)) {
      return compiled;
    }
    List<Problem> failures = failures(texts, passed.sets());
    return failures.isEmpty() ? passed : new Outcome.Failed(failures);
  }

  /** Compiles only. */
  public Outcome compile(MappingTexts texts, Map<ConnectionName, Terms> connections) {
    if (length(texts) > MOST_CHARACTERS) {
      return failed("the files together are larger than " + MOST_CHARACTERS + " characters");
    }
    var sets = new HashMap<ConnectionName, MappingSet>();
    var problems = new LinkedHashSet<Problem>();
    connections.forEach(
        (connection, terms) -> {
          Compilation came = MappingCompiler.compile(texts, terms.fields(), terms.mode());
          if (came instanceof Compilation.Compiled compiled) {
            sets.put(connection, compiled.set());
          } else {
            problems.addAll(((Compilation.Refused) came).problems());
          }
        });
    return problems.isEmpty() ? unlessEmpty(sets) : new Outcome.Failed(List.copyOf(problems));
  }

  private static Outcome unlessEmpty(Map<ConnectionName, MappingSet> sets) {
    return sets.values().stream().allMatch(set -> set.size() == 0)
        ? failed("there is no mapping in it: every event would die of that")
        : new Outcome.Passed(sets);
  }

  private static int length(MappingTexts texts) {
    return texts.byFileName().values().stream().mapToInt(String::length).sum();
  }

  private static Outcome failed(String message) {
    return new Outcome.Failed(List.of(wholeFolder(message)));
  }

  static Problem wholeFolder(String message) {
    return new Problem("", 0, 0, Problem.Severity.ERROR, message);
  }

  // ── cases ─────────────────────────────────────────────────────────────────────────────────────

  private List<Problem> failures(MappingTexts texts, Map<ConnectionName, MappingSet> sets) {
    return cases(texts, sets).stream()
        .filter(result -> !result.passed() && result.isOfHere())
        .map(MappingTrial::problem)
        .toList();
  }

  /** Runs the cases only: each once, with the set of the connection of its mapping. */
  public List<MappingCases.Result> cases(MappingTexts texts, Map<ConnectionName, MappingSet> sets) {
    return texts.byFileName().keySet().stream()
        .filter(file -> file.endsWith(MappingTexts.CASES))
        .flatMap(file -> cases(file, texts, sets).stream())
        .toList();
  }

  private List<MappingCases.Result> cases(
      String cases, MappingTexts texts, Map<ConnectionName, MappingSet> sets) {
    try {
      return run(cases, texts, sets);
    } catch (RuntimeException | StackOverflowError e) {
      String message = "internal error: " + e.getClass().getSimpleName() + " while its cases ran";
      return List.of(MappingCases.Result.ofFile(cases, List.of(message)));
    }
  }

  private List<MappingCases.Result> run(
      String cases, MappingTexts texts, Map<ConnectionName, MappingSet> sets) {
    String mapping = cases.substring(0, cases.length() - MappingTexts.CASES.length());
    return MappingCases.run(withoutOtherCases(texts, cases), setFor(mapping, sets), reader);
  }

  private static MappingTexts withoutOtherCases(MappingTexts texts, String cases) {
    var kept = new HashMap<>(texts.byFileName());
    kept.keySet().removeIf(file -> file.endsWith(MappingTexts.CASES) && !file.equals(cases));
    return new MappingTexts(kept);
  }

  /** Of the connection that its hook's events go to; where that is not known, the usual one. */
  public MappingSet setFor(String mapping, Map<ConnectionName, MappingSet> sets) {
    MappingSet usual = usual(sets);
    return usual.hooksOf(mapping).stream()
        .findFirst()
        .flatMap(hook -> connectionOf.apply(new HookName(hook)))
        .map(connection -> sets.getOrDefault(connection, usual))
        .orElse(usual);
  }

  /** That of the default connection, or of any where there is none. */
  public MappingSet usual(Map<ConnectionName, MappingSet> sets) {
    return sets.getOrDefault(ConnectionName.DEFAULT, sets.values().iterator().next());
  }

  /** What differs may be somebody's answers: in lines of their own, which no log repeats. */
  private static Problem problem(MappingCases.Result result) {
    String message = result.fails() + "\n  " + String.join("\n  ", result.differences());
    return new Problem(result.file(), result.line(), 1, Problem.Severity.ERROR, message);
  }
}
