package io.leadline.prove;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Draws by chance, and nothing a second time before all others: what is drawn long enough is all.
 */
final class Deck<T> {
  private final List<T> cards;
  private final Random random;
  private final List<T> left = new ArrayList<>();

  Deck(List<T> cards, Random random) {
    this.cards = List.copyOf(cards);
    this.random = random;
  }

  T draw() {
    if (left.isEmpty()) {
      left.addAll(cards);
      Collections.shuffle(left, random);
    }
    return left.remove(left.size() - 1);
  }

  /** The next but one, perhaps: what came to nothing is tried again soon. */
  void putBack(T card) {
    left.add(Math.max(0, left.size() - 1), card);
  }
}
