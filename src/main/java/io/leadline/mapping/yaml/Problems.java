package io.leadline.mapping.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Collects what is wrong, so that one run shows all of it. */
public final class Problems {
  /** A file of a million mistakes is one mistake. */
  private static final int MAX_OF_A_FILE = 200;

  /** Beyond it each file still shows its first: a folder of rubbish is known by that. */
  private static final int MAX = 20_000;

  /** Characters of one message. */
  private static final int LONGEST = 2_000;

  private final Set<Problem> found = new LinkedHashSet<>();
  private final Set<Spot> errors = new HashSet<>();
  private final Set<Spot> linesThatAreNoYaml = new HashSet<>();
  private final Map<String, Integer> shownOfFile = new HashMap<>();
  private final Map<String, Integer> hiddenOfFile = new HashMap<>();
  private boolean anyError;

  /** Of two errors in one place the second follows from the first, and is not shown. */
  public void error(Spot spot, String message) {
    if (spot.line() == 0 || !errors.contains(spot)) {
      add(spot, Problem.Severity.ERROR, message);
    }
  }

  /** The same, where the message takes some time to make: it is made only if it is shown. */
  public void error(Spot spot, Supplier<String> message) {
    if (spot.line() > 0 && (errors.contains(spot) || linesThatAreNoYaml.contains(lineOf(spot)))) {
      return;
    }
    if (isRoomFor(spot.file(), Problem.Severity.ERROR)) {
      error(spot, message.get());
    } else {
      hiddenOfFile.merge(spot.file(), 1, Integer::sum);
    }
  }

  /** What is said about a line that YAML cannot read follows from that, and is not shown. */
  void notYaml(Spot spot, String message) {
    error(spot, message);
    if (spot.line() > 0) {
      linesThatAreNoYaml.add(lineOf(spot));
    }
  }

  /** The same of a line that was mended for another's sake. */
  void mended(Spot spot) {
    linesThatAreNoYaml.add(lineOf(spot));
  }

  public void warn(Spot spot, String message) {
    add(spot, Problem.Severity.WARNING, message);
  }

  public void addAll(Problems others) {
    others.found.forEach(this::add);
    others.hiddenOfFile.forEach((file, count) -> hiddenOfFile.merge(file, count, Integer::sum));
  }

  public boolean anyError() {
    return anyError;
  }

  public int count() {
    return found.size();
  }

  /** By file and position. */
  public List<Problem> sorted() {
    List<Problem> all = new ArrayList<>(found);
    hiddenOfFile.forEach(
        (file, count) -> all.add(new Problem(file, 0, 0, Problem.Severity.WARNING, more(count))));
    all.sort(
        Comparator.comparing(Problem::file)
            .thenComparing(Problem::line)
            .thenComparing(Problem::column));
    return List.copyOf(all);
  }

  private static String more(int count) {
    return "has more problems than are shown here (" + count + "): mend these and check again";
  }

  private void add(Spot spot, Problem.Severity severity, String message) {
    add(new Problem(spot.file(), spot.line(), spot.column(), severity, shortened(message)));
  }

  /** It may quote what is wrong; its end says what to do. */
  private static String shortened(String message) {
    if (message.length() <= LONGEST) {
      return message;
    }
    int head = message.offsetByCodePoints(0, message.codePointCount(0, LONGEST / 2));
    int tail = message.length() - LONGEST / 4;
    int from = Character.isLowSurrogate(message.charAt(tail)) ? tail + 1 : tail;
    return message.substring(0, head) + "…" + message.substring(from);
  }

  private void add(Problem problem) {
    var spot = new Spot(problem.file(), problem.line(), problem.column());
    if (found.contains(problem) || linesThatAreNoYaml.contains(lineOf(spot))) {
      return;
    }
    if (!isRoomFor(problem.file(), problem.severity())) {
      hiddenOfFile.merge(problem.file(), 1, Integer::sum);
      return;
    }
    shownOfFile.merge(problem.file(), 1, Integer::sum);
    found.add(problem);
    if (problem.severity() == Problem.Severity.ERROR) {
      errors.add(spot);
      anyError = true;
    }
  }

  /** A refusal is never without its reason: there is always room for the first error. */
  private boolean isRoomFor(String file, Problem.Severity severity) {
    int shown = shownOfFile.getOrDefault(file, 0);
    boolean firstError = severity == Problem.Severity.ERROR && !anyError;
    return shown == 0 || (shown < MAX_OF_A_FILE && found.size() < MAX) || firstError;
  }

  private static Spot lineOf(Spot spot) {
    return new Spot(spot.file(), spot.line(), 0);
  }
}
