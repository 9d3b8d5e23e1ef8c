package io.leadline.journal;

import io.leadline.event.HookName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requests that did not verify, for the people who look after them. A server may be keeping
 * more, and dropping the oldest, at the same time. Throws as {@link Journal} does.
 */
public interface QuarantineShelf {

  /**
   * What lies there, in the order in which it came.
   *
   * @param hook null for every hook
   */
  List<Quarantined> lines(@Nullable HookName hook);

  Optional<QuarantinedRequest> find(long seq);

  /**
   * Takes a request out and stores it with its events as {@link Journal#append} does, in one
   * commit: it is there or here, never both and never neither.
   *
   * @return one receipt a part, in order; empty where it is not there any more: it was dropped, or
   *     somebody else has released it
   */
  Optional<List<Receipt>> release(Release release, Instant now);
}
