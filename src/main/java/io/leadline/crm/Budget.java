package io.leadline.crm;

/**
 * How much one account is asked to take.
 *
 * @param perSecond calls that may be begun in a second, on all nodes together; 0 for no limit
 * @param concurrency calls under way at once, at most, on each node
 */
public record Budget(double perSecond, int concurrency) {
  /**
   * The CRM documents no limit, so none is invented: eight calls at once wait for their answers,
   * and what it says with 429 and {@code Retry-After} is obeyed.
   */
  public static final Budget DEFAULT = new Budget(0, 8);

  public Budget {
    if (perSecond < 0 || concurrency < 1) {
      throw new IllegalArgumentException(
          "a budget of %s calls per second, %d at once: the first must not be negative, the second at least 1"
              .formatted(perSecond, concurrency));
    }
  }

  public boolean isLimited() {
    return perSecond > 0;
  }
}
