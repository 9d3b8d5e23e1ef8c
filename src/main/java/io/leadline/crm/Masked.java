package io.leadline.crm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The CRM's own words without what must not be repeated: addresses, numbers, keys. */
final class Masked {
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@<>\"'(),;:]{1,64}@[^\\s@<>\"'(),;:]{1,255}");
  private static final Pattern PHONE = Pattern.compile("\\+\\d[\\d ()./-]{5,}\\d");

  /** In a sentence about a key, whatever looks like one. */
  private static final Pattern ABOUT_A_KEY = Pattern.compile("(?i)\\b(key|token|secret)s?\\b");

  private static final Pattern KEY_LIKE =
      Pattern.compile("\\b(?=[\\w-]*\\d)[A-Za-z0-9][\\w-]{6,}[A-Za-z0-9]");

  private Masked() {}

  /**
   * The words, masked.
   *
   * @param connection its keys are masked wherever they stand; without it, what looks like a key in
   *     a sentence about keys
   */
  static String text(String words, @Nullable Connection connection) {
    String masked = words;
    for (String secret : secretsOf(connection)) {
      masked = secret.isBlank() ? masked : masked.replace(secret, "***");
    }
    if (ABOUT_A_KEY.matcher(masked).find()) {
      masked = KEY_LIKE.matcher(masked).replaceAll("***");
    }
    return PHONE.matcher(EMAIL.matcher(masked).replaceAll("***@***")).replaceAll("+***");
  }

  static String text(Collection<String> sentences, @Nullable Connection connection) {
    return text(String.join("; ", sentences), connection);
  }

  private static Collection<String> secretsOf(@Nullable Connection connection) {
    if (connection == null) {
      return List.of();
    }
    var secrets = new ArrayList<>(connection.memberKeys().values());
    secrets.add(connection.apiKey());
    return secrets;
  }
}
