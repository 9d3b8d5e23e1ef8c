package io.leadline.mapping.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong, so that one run shows all of it. */
public final class Problems {
  /** A file of a million mistakes is one mistake. */
  private static final int MAX = 200;

  private final List<Problem> found = new ArrayList<>();

  /** Of two errors in one place the second follows from the first, and is not shown. */
  public void error(Spot spot, String message) {
    if (spot.line() == 0 || found.stream().noneMatch(problem -> isErrorAt(spot, problem))) {
      add(spot, Problem.Severity.ERROR, message);
    }
  }

  private static boolean isErrorAt(Spot spot, Problem problem) {
    return problem.severity() == Problem.Severity.ERROR
        && problem.file().equals(spot.file())
        && problem.line() == spot.line()
        && problem.column() == spot.column();
  }

  public void warn(Spot spot, String message) {
    add(spot, Problem.Severity.WARNING, message);
  }

  public void addAll(Problems others) {
    others.found.forEach(this::add);
  }

  public boolean anyError() {
    return found.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
  }

  public int count() {
    return found.size();
  }

  /** By file and position. */
  public List<Problem> sorted() {
    return found.stream()
        .sorted(
            Comparator.comparing(Problem::file)
                .thenComparing(Problem::line)
                .thenComparing(Problem::column))
        .toList();
  }

  private void add(Spot spot, Problem.Severity severity, String message) {
    add(new Problem(spot.file(), spot.line(), spot.column(), severity, message));
  }

  private void add(Problem problem) {
    if (!found.contains(problem) && (found.size() < MAX || !anyError())) {
      found.add(problem);
    }
  }
}
