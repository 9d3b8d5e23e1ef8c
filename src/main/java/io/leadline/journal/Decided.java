package io.leadline.journal;

import io.leadline.event.State;
import org.jspecify.annotations.Nullable;

/**
 * What came of a person's word about a call that may have happened.
 *
 * @param was the state the event was in
 * @param now where it is now; null: it was left as it was, because no call of it is in doubt
 */
public record Decided(State was, @Nullable State now) {}
