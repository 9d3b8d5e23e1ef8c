package io.leadline.mapping.pin;

import java.lang.Character.UnicodeScript;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for each word: as long, of the same script, and the same wherever the word stands. It
 * is drawn, not computed: nothing leads back from it.
 */
final class StandIns {
  private static final int TRIES = 500;
  private static final int LENGTH_OF_A_DAY = "2026-01-18".length();
  private static final String CONSONANTS = "bdfgklmnprstvz";
  private static final String VOWELS = "aeiou";
  private static final String ACCENTED = "áéíóúàèäöüñç";
  private static final Map<UnicodeScript, String> LETTERS =
      Map.of(
          UnicodeScript.GREEK, "αβγδεζηθικλμνξοπρστυφχψω",
          UnicodeScript.CYRILLIC, "абвгдежзиклмнопрстуфхцчшэюя");
  private static final Map<UnicodeScript, int[]> RANGES =
      Map.of(
          UnicodeScript.HAN, new int[] {0x4E00, 0x9FA5},
          UnicodeScript.HANGUL, new int[] {0xAC00, 0xD7A3},
          UnicodeScript.HIRAGANA, new int[] {0x3042, 0x3093},
          UnicodeScript.KATAKANA, new int[] {0x30A2, 0x30F3},
          UnicodeScript.ARABIC, new int[] {0x0627, 0x064A},
          UnicodeScript.HEBREW, new int[] {0x05D0, 0x05EA},
          UnicodeScript.THAI, new int[] {0x0E01, 0x0E2E},
          UnicodeScript.DEVANAGARI, new int[] {0x0915, 0x0939});
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  private final RandomGenerator random;
  private final Set<String> taken;
  private final Map<String, String> byKey = new HashMap<>();
  private final Set<String> used = new HashSet<>();

  /**
   * @param taken words that no stand-in may be: real ones, and those that mappings say
   */
  StandIns(RandomGenerator random, Set<String> taken) {
    this.random = random;
    this.taken = Set.copyOf(taken);
  }

  boolean has(Piece piece) {
    return byKey.containsKey(piece.key());
  }

  /** In the case of the word; the word itself where it has no stand-in. */
  String of(Piece piece) {
    String standIn = byKey.get(piece.key());
    return standIn == null ? piece.text() : inTheCaseOf(piece.text(), standIn);
  }

  /** Gives it another one. */
  void draw(Piece piece) {
    forget(piece);
    String key = piece.key();
    String drawn = drawn(piece, key);
    for (int i = 0; i < TRIES && !isFree(drawn, key); i++) {
      drawn = drawn(piece, key);
    }
    byKey.put(key, drawn);
    used.add(drawn);
  }

  void forget(Piece piece) {
    used.remove(byKey.remove(piece.key()));
  }

  void put(Piece piece, String standIn) {
    forget(piece);
    byKey.put(piece.key(), standIn);
    used.add(standIn);
  }

  @Nullable String drawn(Piece piece) {
    return byKey.get(piece.key());
  }

  private boolean isFree(String drawn, String key) {
    return !drawn.equals(key) && !taken.contains(drawn) && !used.contains(drawn);
  }

  private String drawn(Piece piece, String key) {
    return switch (piece.kind()) {
      case WORD -> word(key);
      case DIGITS -> digits(key);
      case DATE -> date(key);
      case SAID, BETWEEN -> key;
    };
  }

  // ── words ─────────────────────────────────────────────────────────────────────────────────────

  private String word(String key) {
    var word = new StringBuilder(key.length());
    boolean vowel = random.nextBoolean();
    for (int point : key.codePoints().toArray()) {
      word.appendCodePoint(point < 128 ? one(vowel ? VOWELS : CONSONANTS) : letter(point));
      vowel = !vowel;
    }
    return word.toString();
  }

  private int letter(int like) {
    UnicodeScript script = UnicodeScript.of(like);
    if (!Character.isLetter(like)) {
      return like;
    }
    if (script == UnicodeScript.LATIN) {
      return one(ACCENTED);
    }
    String letters = LETTERS.get(script);
    return letters == null ? inRange(like, RANGES.get(script)) : one(letters);
  }

  /** Of a script that is not listed: a neighbour. */
  private int inRange(int like, int @Nullable [] range) {
    int from = range == null ? like & ~0x3F : range[0];
    int to = range == null ? like | 0x3F : range[1];
    for (int i = 0; i < TRIES; i++) {
      int drawn = from + random.nextInt(to - from + 1);
      boolean fits =
          drawn != like
              && Character.getType(drawn) == Character.getType(like)
              && Character.toLowerCase(drawn) == drawn;
      if (fits) {
        return drawn;
      }
    }
    return 'x';
  }

  private int one(String letters) {
    return letters.charAt(random.nextInt(letters.length()));
  }

  private static String inTheCaseOf(String text, String standIn) {
    int[] letters = text.codePoints().toArray();
    int[] others = standIn.codePoints().toArray();
    var cased = new StringBuilder(standIn.length());
    for (int i = 0; i < others.length; i++) {
      boolean isCapital = Character.toLowerCase(letters[i]) != letters[i];
      cased.appendCodePoint(isCapital ? Character.toUpperCase(others[i]) : others[i]);
    }
    return cased.toString();
  }

  // ── numbers and dates ─────────────────────────────────────────────────────────────────────────

  /** A leading zero stays one, and nothing else becomes one. */
  private String digits(String key) {
    var digits = new StringBuilder(key.length());
    for (int point : key.codePoints().toArray()) {
      int zero = point - Character.digit(point, 10);
      boolean leads = digits.isEmpty();
      int drawn = leads ? 1 + random.nextInt(9) : random.nextInt(10);
      digits.appendCodePoint(leads && point == zero ? zero : zero + drawn);
    }
    return digits.toString();
  }

  /** A date that there is, whichever of the numbers is the day; its offset stays. */
  private String date(String key) {
    int offset = Math.max(key.indexOf('+'), key.indexOf('-', LENGTH_OF_A_DAY));
    Matcher number = NUMBER.matcher(offset < 0 ? key : key.substring(0, offset));
    var date = new StringBuilder(key.length());
    while (number.find()) {
      boolean fraction = number.start() > LENGTH_OF_A_DAY && key.charAt(number.start() - 1) == '.';
      number.appendReplacement(date, fraction ? digits(number.group()) : part(number.group()));
    }
    return number.appendTail(date).append(offset < 0 ? "" : key.substring(offset)).toString();
  }

  private String part(String number) {
    if (number.length() == 4) {
      return year(number);
    }
    if (number.length() == 1 || number.startsWith("0")) {
      return number.matches("0+") ? number : number.replaceAll("[1-9]", "" + between(1, 9));
    }
    int value = Integer.parseInt(number);
    return "" + (value <= 12 ? between(10, 12) : value <= 23 ? between(13, 23) : between(24, 28));
  }

  /** Some years from it, so that nobody is a hundred years older. */
  private String year(String number) {
    int year = Math.min(Math.max(Integer.parseInt(number), 10), 9990);
    String drawn = number;
    for (int i = 0; i < TRIES && (drawn.equals(number) || taken.contains(drawn)); i++) {
      drawn = "%04d".formatted(year + (random.nextBoolean() ? 1 : -1) * between(1, 9));
    }
    return drawn;
  }

  private int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }
}
