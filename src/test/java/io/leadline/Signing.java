package io.leadline;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as form tools do, with nothing of the code under test. */
final class Signing {
  private Signing() {}

  /** Base64 of the HMAC-SHA256. */
  static String hmacSha256(String secret, String content) {
    return hmacSha256(secret, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Base64 of the HMAC-SHA256. */
  static String hmacSha256(String secret, byte[] content) {
    return Base64.getEncoder().encodeToString(hmac(secret, content));
  }

  static String hexHmacSha256(String secret, String content) {
    return HexFormat.of().formatHex(hmac(secret, content.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] hmac(String secret, byte[] content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
