package io.leadline.source.body;

import io.leadline.event.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Bodies in {@code application/x-www-form-urlencoded}, always in UTF-8: {@code +} is a space, and
 * what is no escape stands for itself, as browsers read it. Names with PHP's brackets become
 * objects and lists ({@link Brackets}).
 */
public final class FormBody {
  private FormBody() {}

  /** The fields, in their order; a form without any is unexpected. */
  public static JsonObject object(Bytes body) throws Unexpected {
    if (body.asUtf8().isBlank()) {
      throw new Unexpected(body.isEmpty() ? "an empty body" : "a blank body");
    }
    var fields = new Brackets();
    for (var pair : latin1(body).strip().split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        var name = equals < 0 ? pair : pair.substring(0, equals);
        fields.add(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return fields.object();
  }

  /** A character a byte, so that raw UTF-8 and escaped may stand side by side. */
  private static String latin1(Bytes body) {
    return new String(body.array(), StandardCharsets.ISO_8859_1);
  }

  private static String decoded(String text) throws Unexpected {
    var bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int escaped = c == '%' ? escaped(text, i) : -1;
      if (escaped >= 0) {
        bytes.write(escaped);
        i += 2;
      } else {
        bytes.write(c == '+' ? ' ' : c);
      }
    }
    return utf8(bytes.toByteArray());
  }

  /** Negative where it is no escape. */
  private static int escaped(String text, int percent) {
    if (percent + 2 >= text.length()) {
      return -1;
    }
    int high = Character.digit(text.charAt(percent + 1), 16);
    int low = Character.digit(text.charAt(percent + 2), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  static String utf8(byte[] bytes) throws Unexpected {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Unexpected("form fields that are not UTF-8");
    }
  }
}
