package io.leadline.mapping.cases;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gives each part a sentence of its own that contains it: as many as can have one, in whatever
 * order they stand (augmenting paths).
 */
final class Partners {
  private static final int NOBODY = -1;
  private static final int SHOWN = 20;

  private final List<String> parts;
  private final List<String> sentences;
  private final int[] partOf;

  private Partners(List<String> parts, List<String> sentences) {
    this.parts = parts;
    this.sentences = sentences;
    this.partOf = new int[sentences.size()];
    Arrays.fill(partOf, NOBODY);
  }

  /** The parts that are left without one, but no more than the first of many. */
  static List<String> without(List<String> parts, List<String> sentences) {
    Partners partners = new Partners(parts, sentences);
    return IntStream.range(0, parts.size())
        .filter(part -> !partners.find(part, new BitSet()))
        .limit(SHOWN)
        .mapToObj(parts::get)
        .toList();
  }

  /**
   * @param asked the sentences that were asked for this part, or for one that would have to move
   */
  private boolean find(int part, BitSet asked) {
    return takesAFreeOne(part) || movesAnother(part, asked);
  }

  private boolean takesAFreeOne(int part) {
    for (int i = 0; i < sentences.size(); i++) {
      if (partOf[i] == NOBODY && sentences.get(i).contains(parts.get(part))) {
        partOf[i] = part;
        return true;
      }
    }
    return false;
  }

  private boolean movesAnother(int part, BitSet asked) {
    for (int i = 0; i < sentences.size(); i++) {
      if (asked.get(i) || !sentences.get(i).contains(parts.get(part))) {
        continue;
      }
      asked.set(i);
      if (find(partOf[i], asked)) {
        partOf[i] = part;
        return true;
      }
    }
    return false;
  }
}
