package io.leadline.mapping.pin;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Documents with stand-ins for their words. Keys stay, and so does the kind of every value. */
record Replacing(Cutter cutter, StandIns standIns) {
  private static final int MOST_ZEROS = 100;

  @Nullable Object of(@Nullable Object document) {
    if (document instanceof String text) {
      return of(text);
    }
    if (document instanceof Number number) {
      return of(number);
    }
    if (document instanceof List<?> list) {
      List<@Nullable Object> items = new ArrayList<>();
      list.forEach(item -> items.add(of(item)));
      return items;
    }
    return document instanceof Map<?, ?> object ? ofObject(object) : document;
  }

  Map<String, @Nullable Object> ofObject(Map<?, ?> object) {
    Map<String, @Nullable Object> replaced = new LinkedHashMap<>();
    object.forEach((key, value) -> replaced.put(String.valueOf(key), of(value)));
    return replaced;
  }

  String of(String text) {
    var replaced = new StringBuilder(text.length());
    cutter
        .cut(text)
        .forEach(piece -> replaced.append(piece.isReplaced() ? standIns.of(piece) : piece.text()));
    return replaced.toString();
  }

  /** All pieces of a document's values. */
  void eachPiece(@Nullable Object document, Consumer<Piece> found) {
    if (document instanceof String text) {
      cutter.cut(text).forEach(found);
    } else if (document instanceof Number number) {
      String plain = plain(number);
      cutter.cut(plain == null ? "" : plain).forEach(found);
    } else if (document instanceof List<?> list) {
      list.forEach(item -> eachPiece(item, found));
    } else if (document instanceof Map<?, ?> object) {
      object.values().forEach(value -> eachPiece(value, found));
    }
  }

  // ── numbers ───────────────────────────────────────────────────────────────────────────────────

  private Number of(Number number) {
    String plain = plain(number);
    if (plain == null) {
      return number;
    }
    BigDecimal drawn = new BigDecimal(of(plain));
    boolean isWhole =
        number instanceof Integer || number instanceof Long || number instanceof BigInteger;
    return isWhole ? whole(drawn.toBigIntegerExact()) : drawn;
  }

  /** As they are read of JSON. */
  private static Number whole(BigInteger number) {
    if (number.bitLength() > 63) {
      return number;
    }
    long value = number.longValue();
    return value == (int) value ? (Number) (int) value : (Number) value;
  }

  /** As a person would write it; null where nobody would, and it stays. */
  private static @Nullable String plain(Number number) {
    try {
      BigDecimal exact = new BigDecimal(number.toString());
      return Math.abs((long) exact.scale()) > MOST_ZEROS ? null : exact.toPlainString();
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
