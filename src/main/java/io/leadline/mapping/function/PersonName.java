package io.leadline.mapping.function;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A person's name, cut in two. Middle names are in neither half ({@code full_name} is the field for
 * them); a name of one word is the first name, since the CRM insists on that one.
 */
record PersonName(@Nullable String first, @Nullable String last) {
  private static final int LONGEST = 1000;
  private static final Pattern COMMA = Pattern.compile("[,，]");
  private static final PersonName NONE = new PersonName(null, null);

  private static final Set<String> HONORIFICS =
      Set.of(
          "mr",
          "mrs",
          "ms",
          "miss",
          "mx",
          "dr",
          "prof",
          "professor",
          "doctor",
          "sir",
          "dame",
          "lady",
          "lord",
          "rev",
          "hon",
          "herr",
          "frau",
          "hr",
          "fr",
          "mme",
          "mlle",
          "madame",
          "monsieur",
          "sig",
          "sigra",
          "sra",
          "srta",
          "senor",
          "senora",
          "dhr",
          "mevr",
          "dipl",
          "diplom",
          "diploming",
          "dipling",
          "ing",
          "mag",
          "med",
          "rernat",
          "drmed",
          "drrernat",
          "dring");
  private static final Set<String> SUFFIXES =
      Set.of(
          "jr", "sr", "junior", "senior", "ii", "iii", "iv", "phd", "md", "mba", "esq", "msc",
          "bsc", "llm", "dds", "cpa");
  private static final Set<String> SUFFIXES_AFTER_A_COMMA =
      Set.of("ma", "ba", "bs", "ms", "pe", "rn", "pmp", "cfa", "dr");
  private static final Set<String> PARTICLES =
      Set.of(
          "von", "vom", "zu", "zum", "zur", "van", "vande", "vander", "der", "den", "de", "del",
          "della", "delle", "di", "da", "do", "dos", "das", "du", "des", "la", "le", "las", "los",
          "el", "al", "bin", "ibn", "bint", "abu", "ter", "ten", "te", "af", "av", "st", "san",
          "santa", "d", "t");
  private static final Set<String> CONNECTORS = Set.of("y", "e", "i", "und");

  /**
   * Whether a word says how a name is read, and is nobody's: {@code Dr}, {@code von}, {@code y}.
   */
  static boolean isAboutNames(String word) {
    String folded = folded(word);
    return HONORIFICS.contains(folded)
        || SUFFIXES.contains(folded)
        || SUFFIXES_AFTER_A_COMMA.contains(folded)
        || PARTICLES.contains(folded)
        || CONNECTORS.contains(folded);
  }

  /** Never throws: what cannot be understood is one word. */
  static PersonName of(@Nullable Object value) {
    if (value instanceof Map<?, ?> object) {
      return inParts(Texts.parts(object));
    }
    String text = Texts.of(value);
    if (text == null) {
      return NONE;
    }
    return text.length() > LONGEST ? new PersonName(text, null) : typed(text);
  }

  private static PersonName inParts(Map<String, Object> parts) {
    String first =
        part(
            parts,
            "first",
            "firstname",
            "given",
            "givenname",
            "forename",
            "vorname",
            "prenom",
            "fname");
    String last =
        part(parts, "last", "lastname", "surname", "family", "familyname", "nachname", "lname");
    if (first != null || last != null) {
      return new PersonName(first, last);
    }
    String full = part(parts, "full", "fullname", "name");
    return full == null ? NONE : typed(full);
  }

  private static @Nullable String part(Map<String, Object> parts, String... names) {
    for (String name : names) {
      if (parts.containsKey(name)) {
        return Texts.of(parts.get(name));
      }
    }
    return null;
  }

  private static PersonName typed(String text) {
    List<String> halves = withoutTitles(COMMA.split(text));
    return switch (halves.size()) {
      case 0 -> new PersonName(Texts.squeeze(text), null);
      case 1 -> inOrder(words(halves.get(0)));
      default -> turned(words(halves.get(0)), words(halves.get(1)));
    };
  }

  /** {@code Lovelace, Ada, PhD} is Lovelace and Ada. */
  private static List<String> withoutTitles(String[] parts) {
    var kept = new ArrayList<String>();
    for (String part : parts) {
      String folded = part.length() > 20 ? part : Texts.fold(part);
      boolean title = SUFFIXES.contains(folded) || SUFFIXES_AFTER_A_COMMA.contains(folded);
      if (!Texts.isBlank(part) && (kept.isEmpty() || !title)) {
        kept.add(part);
      }
    }
    return kept;
  }

  private static PersonName turned(List<String> last, List<String> first) {
    if (first.isEmpty() || last.isEmpty()) {
      return inOrder(first.isEmpty() ? last : first);
    }
    return new PersonName(first.get(0), String.join(" ", last));
  }

  private static PersonName inOrder(List<String> words) {
    if (words.size() < 2) {
      return words.isEmpty() ? NONE : new PersonName(words.get(0), null);
    }
    int start = startOfLast(words);
    String last = String.join(" ", words.subList(start, words.size()));
    return start == 0 ? new PersonName(last, null) : new PersonName(words.get(0), last);
  }

  private static int startOfLast(List<String> words) {
    int start = words.size() - 1;
    if (start >= 3 && CONNECTORS.contains(words.get(start - 1))) {
      start -= 2;
    }
    while (start > 1 && PARTICLES.contains(folded(words.get(start - 1)))) {
      start--;
    }
    // "von Neumann" without a first name: only in small letters, as Van and Ben are first names too
    boolean particleFirst =
        start == 1 && isSmall(words.get(0)) && PARTICLES.contains(folded(words.get(0)));
    return particleFirst && words.stream().anyMatch(word -> !isSmall(word)) ? 0 : start;
  }

  private static List<String> words(String text) {
    var words = new ArrayDeque<>(Arrays.asList(Texts.squeeze(withoutBracketed(text)).split(" ")));
    while (words.size() > 1 && HONORIFICS.contains(folded(words.getFirst()))) {
      words.removeFirst();
    }
    while (words.size() > 1 && SUFFIXES.contains(folded(words.getLast()))) {
      words.removeLast();
    }
    words.removeIf(String::isEmpty);
    return List.copyOf(words);
  }

  /** {@code Robert (Bob) Smith} is Robert Smith. */
  private static String withoutBracketed(String text) {
    int open = text.indexOf('(');
    int close = text.indexOf(')', open + 1);
    String without =
        open < 0 || close < 0 ? text : text.substring(0, open) + " " + text.substring(close + 1);
    return Texts.isBlank(without) ? text : without;
  }

  private static String folded(String word) {
    return word.length() > 20 ? word : Texts.fold(word);
  }

  private static boolean isSmall(String word) {
    return Character.isLowerCase(word.codePointAt(0));
  }
}
