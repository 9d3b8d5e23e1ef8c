package io.leadline.journal;

import io.leadline.event.State;

/**
 * What came of sending an event back to its lane with its recorded calls.
 *
 * @param was the state it was in
 * @param done false: it stays there, because it is neither DEAD nor IGNORED or has no such calls
 */
public record ReplayedAsWas(State was, boolean done) {}
