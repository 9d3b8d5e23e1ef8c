package io.leadline.journal;

import io.leadline.event.State;

/**
 * What came of giving an event up.
 *
 * @param was the state it was in
 * @param done false: it was left as it was, because it is settled already or a call is under way
 */
public record Discarded(State was, boolean done) {}
