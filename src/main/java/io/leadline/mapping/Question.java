package io.leadline.mapping;

import io.leadline.mapping.yaml.Spot;
import java.util.List;

/**
 * One line of {@code questions:}.
 *
 * @param names ids or titles, taken literally; the first that the submission has counts
 */
record Question(String alias, List<String> names, Spot spot) {

  /** {@code readable_ref_email (demo-request.yaml:6)}. */
  String describe() {
    return String.join(" or ", names) + " (" + spot.where() + ")";
  }
}
