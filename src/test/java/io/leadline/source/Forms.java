package io.leadline.source;

import io.leadline.event.Bytes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** Bodies of tools that send form fields. */
public final class Forms {
  private Forms() {}

  /**
   * @param fields a name, its value, the next name
   */
  public static Bytes form(String... fields) {
    var form = new StringJoiner("&");
    for (int i = 0; i < fields.length; i += 2) {
      form.add(encoded(fields[i]) + "=" + encoded(fields[i + 1]));
    }
    return Bytes.utf8(form.toString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
