package io.leadline.journal;

import io.leadline.event.Bytes;
import io.leadline.event.ConnectionName;
import io.leadline.event.Event;
import io.leadline.event.HookName;
import io.leadline.event.State;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stored events with what they hold, so that other mappings can be tried on them. Throws as {@link
 * Journal} does.
 */
public interface PastEvents {

  /**
   * One of them.
   *
   * @param place in the order of receipt, for {@link #newest}
   * @param fetched what the tool answered when it was asked; null where it was not, or had nothing
   * @param mappingSet the hash of the set that decided it last; null where none did
   */
  record Past(
      long place,
      Event event,
      ConnectionName connection,
      State state,
      @Nullable Bytes fetched,
      @Nullable String mappingSet) {}

  /**
   * The newest events of some hooks, newest first; fewer than asked for where their bodies together
   * would be too many bytes, but one at least where there is one.
   *
   * @param since only what was received then or later; null for any. A page of none such is empty
   * @param before only events of an earlier place: that of the last one of the page before; {@link
   *     Long#MAX_VALUE} for the first page
   */
  List<Past> newest(Set<HookName> hooks, @Nullable Instant since, long before, int limit);
}
