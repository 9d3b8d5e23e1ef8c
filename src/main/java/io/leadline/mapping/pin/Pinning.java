package io.leadline.mapping.pin;

import io.leadline.event.HookName;
import io.leadline.event.Submission;
import io.leadline.mapping.Decision;
import io.leadline.mapping.MappingSet;
import io.leadline.mapping.Vocabulary;
import io.leadline.mapping.function.PublicWords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the words of submissions so that the mappings do with them what they did: the same
 * fields filled, the same constants, the same warnings. A word has the same stand-in in all
 * submissions of one pinning. Not for several threads.
 */
public final class Pinning {
  /** For one word: to see whether it matters, until there is another way out, and at most. */
  private static final int FEW_TRIES = 5;

  private static final int SOME_TRIES = 12;
  private static final int TRIES = 60;

  /** In characters: each word is tried, and a case is to be read. */
  private static final int LARGEST = 200_000;

  /** What a text takes beside its own characters. */
  private static final int EACH = 10;

  /** For one submission. */
  private static final int MOST_TRIES = 20_000;

  private static final Pattern NUMBER = Pattern.compile("[0-9]{4,}");
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final MappingSet mappings;
  private final Cutter cutter;
  private final StandIns standIns;
  private final Set<String> kept = new LinkedHashSet<>();

  /**
   * @param submissions all that will be pinned: no stand-in is a word of any, and what has to stay
   *     in one stays in all
   */
  public Pinning(MappingSet mappings, Collection<Submission> submissions, RandomGenerator random) {
    this.mappings = mappings;
    this.cutter = new Cutter(vocabularies(mappings, submissions));
    Set<String> taken = taken(submissions);
    this.standIns = new StandIns(random, taken);
    if (submissions.size() > 1) {
      submissions.forEach(it -> kept.addAll(keptOf(it, new StandIns(random, taken))));
    }
  }

  private Pinning(Pinning like, StandIns standIns) {
    this.mappings = like.mappings;
    this.cutter = like.cutter;
    this.standIns = standIns;
  }

  private Set<String> keptOf(Submission alone, StandIns standIns) {
    var pinning = new Pinning(this, standIns);
    return pinning.pin(alone) instanceof Pin.Made ? pinning.kept : Set.of();
  }

  private static List<Vocabulary> vocabularies(
      MappingSet mappings, Collection<Submission> submissions) {
    return submissions.stream().map(Submission::hook).distinct().map(mappings::vocabulary).toList();
  }

  private Set<String> taken(Collection<Submission> submissions) {
    Set<String> taken = new HashSet<>();
    for (Submission submission : submissions) {
      if (!isTooLarge(submission)) {
        Replaceable.eachText(
            submission.document(), text -> cutter.cut(text).forEach(piece -> take(piece, taken)));
      }
    }
    cutter.said().forEach(text -> taken.addAll(List.of(BETWEEN.split(text))));
    return taken;
  }

  private static boolean isTooLarge(Submission submission) {
    long[] characters = {0};
    Replaceable.eachText(submission.document(), text -> characters[0] += text.length() + EACH);
    return characters[0] > LARGEST;
  }

  /** Total: where no stand-ins fit, it says so. */
  public Pin pin(Submission real) {
    if (isTooLarge(real)) {
      return new Pin.Refused(
          "it is too large for a case (more than "
              + LARGEST
              + " characters, with all that the tool sent); write one by hand, with what it is about");
    }
    String mapping = mappingOf(mappings.decide(real));
    if (mapping == null) {
      return new Pin.Refused("no mapping here takes it");
    }
    return new Replacement(real, mapping).pin();
  }

  private static @Nullable String mappingOf(Decision decision) {
    if (decision instanceof Decision.Calls calls) {
      return calls.mapping();
    }
    return decision instanceof Decision.Ignored ignored
        ? ignored.mapping()
        : ((Decision.Failed) decision).mapping();
  }

  private static void take(Piece piece, Set<String> taken) {
    taken.add(piece.key());
    NUMBER.matcher(piece.text()).results().forEach(number -> taken.add(number.group()));
  }

  /** One submission being replaced. */
  private final class Replacement {
    private final String mapping;
    private final Submission needed;
    private final Set<String> parts;
    private final Decision real;
    private final Replacing replacing;
    private final Map<String, Piece> words = new LinkedHashMap<>();
    private final Set<String> said = new LinkedHashSet<>();

    /** Countries and the like, which stay where they make a difference. */
    private final Set<String> values = new HashSet<>();

    /** Words beside names, which stay where a name is read otherwise without them. */
    private final Set<String> titles = new HashSet<>();

    /**
     * Fields in which a stand-in does not show as itself: hashed, sorted, a number put in order.
     */
    private final Set<String> loose = new HashSet<>();

    private int tries = MOST_TRIES;

    Replacement(Submission whole, String mapping) {
      Vocabulary vocabulary = mappings.vocabulary(whole.hook());
      var needed = new Needed(vocabulary);
      this.mapping = mapping;
      this.needed = needed.of(whole);
      this.parts = needed.parts(whole, new HookName(mappings.hooksOf(mapping).iterator().next()));
      this.real = mappings.decide(this.needed);
      this.replacing = new Replacing(cutter, standIns);
    }

    Pin pin() {
      Replaceable.of(needed, parts).forEach(this::collect);
      List<Piece> unknown = words.values().stream().filter(word -> !isSettled(word)).toList();
      try {
        settleWhatIsKnown();
        settle(withoutWhatIsPublic(unknown));
      } catch (Stuck e) {
        unknown.forEach(standIns::forget);
        return new Pin.Refused(String.valueOf(e.getMessage()));
      }
      Submission made = replaced();
      return new Pin.Made(mapping, made, parts, mappings.decide(made), whatStays());
    }

    // ── the words ───────────────────────────────────────────────────────────────────────────────

    private void collect(@Nullable Object part) {
      replacing.eachPiece(
          part,
          piece -> {
            if (piece.isReplaced()) {
              words.putIfAbsent(piece.key(), piece);
            } else if (piece.kind() == Piece.Kind.SAID && piece.text().length() > 1) {
              said.add(piece.text().strip());
            }
          });
      Replaceable.eachText(part, this::allowToStay);
    }

    private void allowToStay(String text) {
      boolean isValue = PublicWords.isValue(text);
      for (Piece piece : cutter.cut(text)) {
        if (isValue) {
          values.add(piece.key());
        }
        if (PublicWords.isAboutNames(piece.text())) {
          titles.add(piece.key());
        }
      }
    }

    private boolean isSettled(Piece word) {
      return standIns.has(word) || kept.contains(word.key());
    }

    private Set<String> whatStays() {
      words.values().stream()
          .filter(word -> kept.contains(word.key()))
          .forEach(word -> said.add(word.text()));
      return Set.copyOf(said);
    }

    private Submission replaced() {
      return Replaceable.replaced(needed, parts, replacing);
    }

    // ── the stand-ins ───────────────────────────────────────────────────────────────────────────

    /** Of the submissions before. */
    private void settleWhatIsKnown() throws Stuck {
      Likeness likeness = likeness();
      if (!likeness.inKind().isEmpty()) {
        throw new Stuck(
            "with the stand-ins of the events before it, "
                + named(likeness)
                + " would come out otherwise: pin it in a run of its own");
      }
      loose.addAll(likeness.inWords());
    }

    private List<Piece> withoutWhatIsPublic(List<Piece> unknown) throws Stuck {
      List<Piece> replaced = new ArrayList<>();
      for (Piece word : unknown) {
        if (values.contains(word.key()) && makesADifference(word)) {
          kept.add(word.key());
        } else {
          replaced.add(word);
        }
      }
      return replaced;
    }

    /** A few others, since one may be the name of another country. */
    private boolean makesADifference(Piece word) throws Stuck {
      boolean alike = true;
      for (int i = 0; i < FEW_TRIES && alike; i++) {
        alike = drawn(word).inKind().isEmpty();
      }
      standIns.forget(word);
      return !alike;
    }

    /** All at once where that fits; else what does not fit is found by halves. */
    private void settle(List<Piece> together) throws Stuck {
      if (together.size() == 1) {
        settle(together.get(0));
        return;
      }
      together.forEach(standIns::draw);
      if (together.isEmpty() || likeness().isOneOfWords(loose)) {
        return;
      }
      together.forEach(standIns::forget);
      settle(together.subList(0, together.size() / 2));
      settle(together.subList(together.size() / 2, together.size()));
    }

    private void settle(Piece word) throws Stuck {
      String fitting = null;
      Set<String> otherwise = Set.of();
      Likeness likeness = drawn(word);
      for (int i = 1; i < tries(word, fitting) && !likeness.isOneOfWords(loose); i++) {
        if (likeness.inKind().isEmpty() && fitting == null) {
          fitting = standIns.drawn(word);
          otherwise = likeness.inWords();
        }
        likeness = drawn(word);
      }
      if (!likeness.isOneOfWords(loose)) {
        takeTheNextBest(word, fitting, otherwise, likeness);
      }
    }

    private int tries(Piece word, @Nullable String fitting) {
      return fitting != null || titles.contains(word.key()) ? SOME_TRIES : TRIES;
    }

    private void takeTheNextBest(
        Piece word, @Nullable String fitting, Set<String> otherwise, Likeness last) throws Stuck {
      if (titles.contains(word.key())) {
        standIns.forget(word);
        kept.add(word.key());
      } else if (fitting != null) {
        standIns.put(word, fitting);
        loose.addAll(otherwise);
      } else {
        throw new Stuck(
            "whatever stands for one of its words, "
                + named(last)
                + " would come out otherwise; write this case by hand");
      }
    }

    private Likeness drawn(Piece word) throws Stuck {
      standIns.draw(word);
      return likeness();
    }

    private Likeness likeness() throws Stuck {
      if (tries-- == 0) {
        throw new Stuck("too many of its words make a difference");
      }
      return Likeness.between(real, mappings.decide(replaced()), replacing);
    }

    private static String named(Likeness likeness) {
      Set<String> fields = likeness.inKind().isEmpty() ? likeness.inWords() : likeness.inKind();
      return String.join(" and ", fields);
    }
  }

  /** No stand-ins fit. */
  private static final class Stuck extends Exception {
    private static final long serialVersionUID = 1L;

    Stuck(String why) {
      super(why);
    }
  }
}
