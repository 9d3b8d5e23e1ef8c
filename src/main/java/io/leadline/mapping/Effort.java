package io.leadline.mapping;

import io.leadline.event.Submission;
import io.leadline.mapping.function.MappingFunction.Unfit;
import org.jspecify.annotations.Nullable;

/**
 * What it may cost to decide one submission, by all mappings that its hook may ask: a worker must
 * come to the next one. Counted, and not timed, so that the same comes out wherever and whenever it
 * is decided, and explained.
 */
final class Effort {
  private static final long UNKNOWN = -1;

  private final Submission submission;
  private final int paths;
  private long weight = UNKNOWN;
  private long work;

  /**
   * @param paths how many there are that may look through all of it: the more, the smaller it has
   *     to be
   */
  Effort(Submission submission, int paths) {
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

  /**
   * A function is about to read a value.
   *
   * @throws Unfit where all that functions have read is too much
   */
  void works(@Nullable Object value) throws Unfit {
    work += Weight.ofWork(value);
    if (work > Limits.WORK) {
      throw new Unfit("the submission is too large for all that the mappings do with it");
    }
  }
}
