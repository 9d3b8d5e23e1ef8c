package io.leadline.source.body;

import io.leadline.event.Bytes;
import io.leadline.event.Documents;
import io.leadline.event.Part;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes parts whose keys are short, readable and safe to store. */
public final class Parts {

  /** Nearly everybody who sends again does so within a day (sources.md §0). */
  public static final Duration WINDOW = Duration.ofDays(1);

  private static final Pattern PLAIN = Pattern.compile("[!-~]{1,100}");

  private Parts() {}

  /**
   * @param content what counts as content: the JSON without what changes from retry to retry
   */
  public static Part of(String key, @Nullable String subject, Bytes body, JsonObject content) {
    return new Part(key, subject, body, fingerprint(content));
  }

  /** What cannot be understood is told apart by its bytes. */
  public static Part byContent(Bytes body) {
    return new Part("sha256:" + body.sha256(), null, body, body.sha256());
  }

  /** What has no id is told apart by its content, for a while. */
  public static Part byContent(Bytes body, JsonObject content, Duration window) {
    var fingerprint = fingerprint(content);
    return new Part("sha256:" + fingerprint, null, body, fingerprint, window);
  }

  public static String fingerprint(JsonObject content) {
    return Bytes.utf8(Documents.canonical(content.map())).sha256();
  }

  /**
   * The pieces joined by colons. Absent ones are {@code -}; one that is long or not plain ASCII is
   * its hash: indexes and text columns have limits that a sender does not know.
   */
  public static String key(@Nullable String... pieces) {
    return Arrays.stream(pieces).map(Parts::plain).collect(Collectors.joining(":"));
  }

  private static String plain(@Nullable String piece) {
    if (piece == null) {
      return "-";
    }
    return PLAIN.matcher(piece).matches() ? piece : "sha256:" + Bytes.utf8(piece).sha256();
  }
}
