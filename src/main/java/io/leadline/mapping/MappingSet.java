package io.leadline.mapping;

import io.leadline.event.HookName;
import io.leadline.event.Submission;
import java.util.Set;

/** All mappings of a folder, compiled. Immutable; any number of threads may use it at once. */
public final class MappingSet {
  MappingSet() {}

  /**
   * Names the texts, the catalogue and the engine's version: the same hash makes the same calls.
   */
  public String hash() {
    throw new UnsupportedOperationException("not yet");
  }

  /** The ids of the questions that the mappings of a hook read. */
  public Set<String> reads(HookName hook) {
    throw new UnsupportedOperationException("not yet");
  }

  /** Decides and maps. Total: whatever the submission holds, a decision comes out. */
  public Decision decide(Submission submission) {
    throw new UnsupportedOperationException("not yet");
  }
}
