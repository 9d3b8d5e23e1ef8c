package io.leadline.source.signature;

import io.leadline.event.Bytes;
import io.leadline.event.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What an HMAC is made of, written as {@code {timestamp}.{body}}: the parts of the request in
 * braces, everything else as it stands.
 *
 * @param timestampHeader the header that {@code {timestamp}} stands for
 * @param idHeader the header that {@code {id}} stands for
 */
record SignedText(List<String> pieces, String timestampHeader, String idHeader) {
  static final String BODY = "{body}";
  static final String TIMESTAMP = "{timestamp}";
  static final String ID = "{id}";
  private static final String METHOD = "{method}";
  private static final String URL = "{url}";
  private static final Pattern PIECE = Pattern.compile("\\{[a-z]+}|[^{]+|\\{");
  private static final List<String> KNOWN = List.of(BODY, TIMESTAMP, ID, METHOD, URL);

  static SignedText of(String template, String timestampHeader, String idHeader) {
    var pieces = new ArrayList<String>();
    PIECE.matcher(template).results().forEach(piece -> pieces.add(piece.group()));
    return new SignedText(List.copyOf(pieces), timestampHeader, idHeader);
  }

  /** Of the names in braces those that stand for nothing. */
  List<String> unknown() {
    return pieces.stream()
        .filter(piece -> piece.length() > 1 && piece.startsWith("{"))
        .filter(piece -> !KNOWN.contains(piece))
        .toList();
  }

  boolean has(String piece) {
    return pieces.contains(piece);
  }

  /** A header that is missing counts as empty: then nothing matches. */
  Bytes[] in(Request request) {
    return pieces.stream().map(piece -> value(piece, request)).toArray(Bytes[]::new);
  }

  private Bytes value(String piece, Request request) {
    return switch (piece) {
      case BODY -> request.body();
      case TIMESTAMP -> header(timestampHeader, request);
      case ID -> header(idHeader, request);
      case METHOD -> Bytes.utf8(request.method());
      case URL -> Bytes.utf8(request.uri());
      default -> Bytes.utf8(piece);
    };
  }

  /** As it was written. */
  @Override
  public String toString() {
    return String.join("", pieces);
  }

  private static Bytes header(String name, Request request) {
    return Bytes.utf8(request.headers().first(name).map(String::strip).orElse(""));
  }
}
