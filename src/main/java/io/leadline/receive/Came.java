package io.leadline.receive;

import io.leadline.event.HookName;

/** What came of one request of the quarantine. */
public sealed interface Came {

  HookName hook();

  /**
   * It verifies now, and is in the journal.
   *
   * @param fresh how many new events it gave
   * @param duplicates how many parts were known already
   */
  record Released(HookName hook, int fresh, int duplicates) implements Came {}

  /** It verifies now, and was left where it is, for that was the question. */
  record WouldPass(HookName hook) implements Came {}

  /**
   * It does not verify, and stays.
   *
   * @param why a sentence for the operator
   */
  record Stays(HookName hook, String why) implements Came {}

  /** It was dropped, or released by somebody else, in this very moment. */
  record Gone(HookName hook) implements Came {}
}
