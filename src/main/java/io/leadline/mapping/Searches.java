package io.leadline.mapping;

import io.leadline.event.Submission;
import io.leadline.mapping.function.MappingFunction.Unfit;
import org.jspecify.annotations.Nullable;

/**
 * The paths of a hook's mappings that look through all of a submission. The more there are, the
 * smaller a submission has to be: a worker must come to the next one.
 */
final class Searches {
  private static final long UNKNOWN = -1;

  private final Submission submission;
  private final int paths;
  private long weight = UNKNOWN;

  Searches(Submission submission, int paths) {
    this.submission = submission;
    this.paths = paths;
  }

  /**
   * What a path gives.
   *
   * @throws Unfit where it would take too long
   */
  @Nullable Object find(Path path, Object document) throws Unfit {
    if (path.searches() && weight == UNKNOWN) {
      weight = Weight.ofPaths(submission.document());
    }
    return path.find(document, weight, paths);
  }
}
