package io.leadline.mapping.pin;

import io.leadline.mapping.Vocabulary;
import io.leadline.mapping.function.PublicWords;
import io.leadline.mapping.pin.Piece.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cuts texts into what is replaced and what stays. */
final class Cutter {
  private static final Pattern NOBODYS =
      Pattern.compile("(?i)\\s*(?:[+-]?[0-9]|true|false|yes|no|on|off)\\s*");
  private static final Pattern SCHEME =
      Pattern.compile("(?i)https?://(?:www\\.)?|\\bwww\\.|\\bmailto:|\\btel:");
  private static final Pattern MARKUP =
      Pattern.compile(
          "(?i)</?(?:a|b|br|div|em|h[1-6]|i|li|ol|p|small|span|strong|table|td|th|tr|u|ul)(?=[\\s/>])"
              + "|&(?:#\\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,6});");

  /** A host where it is certain to be one: behind @, :// or www., or when there is nothing else. */
  private static final Pattern HOST =
      Pattern.compile(
          "(?:(?<=@)|(?<=://)|(?<=(?i:www)\\.)|^)([\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){0,20})"
              + "\\.(\\p{L}{2,63})(?=[^\\p{L}\\p{N}@.-]|\\.?$|\\.\\s)");

  private static final Set<String> TOP_LEVEL =
      Set.of(
          "com", "org", "net", "edu", "gov", "mil", "int", "info", "biz", "name", "pro", "app",
          "dev", "cloud", "online", "shop", "store", "site", "agency", "example", "test", "email");
  private static final Set<String> BELOW_A_COUNTRY =
      Set.of("co", "com", "org", "net", "ac", "gov", "edu", "ne", "or", "gob");
  private static final Pattern PHONE =
      Pattern.compile("\\s*+(?:(?i:tel):)?\\s*+\\(?(?:\\+|00)[\\d\\s()./-]{6,}");
  private static final Pattern PIECE =
      Pattern.compile(
          "(?<date>(?<!\\d)\\d{4}-\\d{2}-\\d{2}"
              + "(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d{2}:?\\d{2})?)?(?!\\d)"
              + "|(?<!\\d)\\d{1,2}([./-])\\d{1,2}\\2\\d{4}(?!\\d))"
              + "|(?<word>[\\p{L}\\p{M}]+)|(?<digits>\\p{Nd}+)");

  private final Set<String> said = new HashSet<>();
  private final Set<String> fragments = new HashSet<>();
  private final Map<String, List<Piece>> known = new HashMap<>();

  Cutter(Collection<Vocabulary> vocabularies) {
    for (Vocabulary vocabulary : vocabularies) {
      said.addAll(vocabulary.texts());
      fragments.addAll(vocabulary.fragments());
    }
  }

  /** What mappings say, in small letters. */
  Set<String> said() {
    return said;
  }

  /** The pieces of a text, in order; together they are the text. */
  List<Piece> cut(String text) {
    return known.computeIfAbsent(text, this::pieces);
  }

  /** Whether the mapping says just this. */
  boolean isSaid(String text) {
    return said.contains(Piece.folded(text.strip()));
  }

  private List<Piece> pieces(String text) {
    @Nullable Kind[] stays = new @Nullable Kind[text.length()];
    if (NOBODYS.matcher(text).matches()) {
      return List.of(new Piece(Kind.BETWEEN, text));
    }
    mark(SCHEME, text, stays);
    mark(MARKUP, text, stays);
    markHosts(text, stays);
    markCallingCode(text, stays);
    markWhatIsSaid(text, stays);
    return pieces(text, stays);
  }

  // ── what stays ────────────────────────────────────────────────────────────────────────────────

  private static void mark(Pattern pattern, String text, @Nullable Kind[] stays) {
    Matcher found = pattern.matcher(text);
    while (found.find()) {
      mark(found.start(), found.end(), Kind.BETWEEN, stays);
    }
  }

  private static void mark(int from, int to, Kind kind, @Nullable Kind[] stays) {
    for (int i = from; i < to; i++) {
      stays[i] = kind;
    }
  }

  private static void markHosts(String text, @Nullable Kind[] stays) {
    Matcher host = HOST.matcher(text);
    while (host.find()) {
      int provider = host.start() > 0 ? provider(host.group()) : -1;
      if (provider >= 0) {
        mark(host.start() + provider, host.end(), Kind.SAID, stays);
      } else if (host.start() > 0 || host.end() == text.length()) {
        markEnd(host, stays);
      }
    }
  }

  /** Where the free mail provider's name begins; -1 where there is none. */
  private static int provider(String domain) {
    for (int dot = domain.lastIndexOf('.', domain.lastIndexOf('.') - 1);
        dot >= 0;
        dot = domain.lastIndexOf('.', dot - 1)) {
      if (PublicWords.isFreeMail(domain.substring(dot + 1))) {
        return dot + 1;
      }
    }
    return PublicWords.isFreeMail(domain) ? 0 : -1;
  }

  /** {@code .com}, {@code .co.uk}; of what nobody knows nothing. */
  private static void markEnd(Matcher host, @Nullable Kind[] stays) {
    String end = host.group(2).toLowerCase(Locale.ROOT);
    if (end.length() != 2 && !TOP_LEVEL.contains(end)) {
      return;
    }
    mark(host.start(2), host.end(2), Kind.BETWEEN, stays);
    int dot = host.group(1).lastIndexOf('.');
    String below = host.group(1).substring(dot + 1).toLowerCase(Locale.ROOT);
    if (end.length() == 2 && dot > 0 && BELOW_A_COUNTRY.contains(below)) {
      mark(host.start(1) + dot + 1, host.end(1), Kind.BETWEEN, stays);
    }
  }

  private static void markCallingCode(String text, @Nullable Kind[] stays) {
    String code = PHONE.matcher(text).matches() ? PublicWords.callingCode(text) : null;
    if (code == null) {
      return;
    }
    int from = text.indexOf('+') < 0 ? text.indexOf("00") + 2 : text.indexOf('+') + 1;
    if (text.startsWith(code, from)) {
      mark(Math.max(0, text.indexOf("00")), from, Kind.BETWEEN, stays);
      mark(from, from + code.length(), Kind.BETWEEN, stays);
    }
  }

  private void markWhatIsSaid(String text, @Nullable Kind[] stays) {
    String folded = Piece.folded(text);
    said.forEach(it -> markEach(it, folded, true, stays));
    fragments.stream()
        .filter(it -> it.codePoints().filter(Character::isLetterOrDigit).count() > 1)
        .forEach(it -> markEach(it, folded, false, stays));
  }

  private static void markEach(String text, String folded, boolean whole, @Nullable Kind[] stays) {
    for (int at = folded.indexOf(text); at >= 0; at = folded.indexOf(text, at + 1)) {
      int end = at + text.length();
      if (!whole || (isEdge(folded, at) && isEdge(folded, end))) {
        mark(at, end, Kind.SAID, stays);
      }
    }
  }

  private static boolean isEdge(String text, int at) {
    return at == 0
        || at == text.length()
        || !isOfAWord(text.charAt(at - 1))
        || !isOfAWord(text.charAt(at));
  }

  private static boolean isOfAWord(char c) {
    return Character.isLetterOrDigit(c) || Character.isSurrogate(c);
  }

  // ── what is replaced ──────────────────────────────────────────────────────────────────────────

  private static List<Piece> pieces(String text, @Nullable Kind[] stays) {
    List<Piece> pieces = new ArrayList<>();
    Matcher piece = PIECE.matcher(masked(text, stays));
    int from = 0;
    while (piece.find()) {
      addWhatStays(text, from, piece.start(), stays, pieces);
      pieces.add(new Piece(kind(piece), piece.group()));
      from = piece.end();
    }
    addWhatStays(text, from, text.length(), stays, pieces);
    return List.copyOf(pieces);
  }

  private static String masked(String text, @Nullable Kind[] stays) {
    var masked = new StringBuilder(text);
    for (int i = 0; i < stays.length; i++) {
      if (stays[i] != null) {
        masked.setCharAt(i, '\0');
      }
    }
    return masked.toString();
  }

  private static Kind kind(Matcher piece) {
    if (piece.group("date") != null) {
      return Kind.DATE;
    }
    return piece.group("word") != null ? Kind.WORD : Kind.DIGITS;
  }

  private static void addWhatStays(
      String text, int from, int to, @Nullable Kind[] stays, List<Piece> pieces) {
    int start = from;
    for (int i = from; i < to; i++) {
      boolean ends = i + 1 == to || (stays[i + 1] == Kind.SAID) != (stays[i] == Kind.SAID);
      if (ends) {
        Kind kind = stays[i] == Kind.SAID ? Kind.SAID : Kind.BETWEEN;
        pieces.add(new Piece(kind, text.substring(start, i + 1)));
        start = i + 1;
      }
    }
  }
}
