package io.leadline.sandbox;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** The sandbox's one source of randomness; a given generator need not be thread-safe. */
final class Chance {
  private final RandomGenerator random;

  Chance(RandomGenerator random) {
    this.random = random;
  }

  synchronized String nextId() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  /** A certain thing does not draw, so that it does not disturb the sequence of the others. */
  synchronized boolean happens(double probability) {
    return probability >= 1.0 || random.nextDouble() < probability;
  }
}
