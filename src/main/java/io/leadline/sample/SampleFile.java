package io.leadline.sample;

import io.leadline.event.Bytes;
import io.leadline.event.Headers;
import io.leadline.event.HookName;
import io.leadline.event.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A body as a form tool sends it, in a file: byte for byte. */
public record SampleFile(Bytes body, String contentType) {
  private static final Pattern BOUNDARY = Pattern.compile("\\A--([^\\r\\n]{1,200})\\r?\\n");

  /**
   * @throws IllegalArgumentException when it cannot be read
   */
  public static SampleFile read(Path file) {
    try {
      return named(file.toString(), Bytes.of(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new IllegalArgumentException("the file '" + file + "' cannot be read", e);
    }
  }

  /** The same of a file that was read. */
  public static SampleFile named(String file, Bytes body) {
    return new SampleFile(body, contentType(file.toLowerCase(Locale.ROOT), body));
  }

  /**
   * The same of a text that stands elsewhere.
   *
   * @param contentType as the tool would send it; null to tell by the text
   */
  public static SampleFile of(Bytes body, @Nullable String contentType) {
    return new SampleFile(body, contentType == null ? contentType("", body) : contentType);
  }

  private static String contentType(String name, Bytes body) {
    var text = body.asUtf8();
    var boundary = BOUNDARY.matcher(text);
    if (boundary.find()) {
      return "multipart/form-data; boundary=\"" + boundary.group(1) + "\"";
    }
    boolean isJson = text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[");
    return isJson || name.endsWith(".json")
        ? "application/json"
        : "application/x-www-form-urlencoded";
  }

  /** As it would come, without anything that proves it. */
  public Request request(HookName hook, String url, Instant at) {
    var headers = Headers.of(Map.of("Content-Type", List.of(contentType)));
    return new Request(hook, "POST", url, headers, body, at);
  }
}
