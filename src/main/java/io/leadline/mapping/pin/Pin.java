package io.leadline.mapping.pin;

import io.leadline.event.Submission;
import io.leadline.mapping.Decision;
import java.util.Set;

/** What came of pinning a submission. */
public sealed interface Pin {

  /**
   * It is replaced.
   *
   * @param mapping which took it: the file's name without {@code .yaml}
   * @param submission without a word of the real one, but for those that stay
   * @param parts the members of the submission that are needed
   * @param decision what the mappings make of it
   * @param kept the words that stay as they were, since the mapping tells them from others
   */
  record Made(
      String mapping, Submission submission, Set<String> parts, Decision decision, Set<String> kept)
      implements Pin {}

  /**
   * It cannot be.
   *
   * @param why a sentence
   */
  record Refused(String why) implements Pin {}
}
