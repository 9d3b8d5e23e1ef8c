package io.leadline.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * A fault in force.
 *
 * @param remaining how many more calls it will hit; null for until cleared
 */
public record ActiveFault(long id, Fault fault, int hits, @Nullable Integer remaining) {}
