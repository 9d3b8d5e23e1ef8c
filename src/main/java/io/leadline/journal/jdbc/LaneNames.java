package io.leadline.journal.jdbc;

import io.leadline.event.Person;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Names lanes by HMAC-SHA256: the same person always the same, and no e-mail can be read back. */
final class LaneNames {
  private static final String HMAC = "HmacSHA256";
  static final int KEY_BYTES = 32;

  private final SecretKeySpec key;

  LaneNames(byte[] key) {
    this.key = new SecretKeySpec(key, HMAC);
  }

  String of(Person person) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      byte[] name = mac.doFinal(person.key().getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(name);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("internal error: every JVM has " + HMAC, e);
    }
  }
}
