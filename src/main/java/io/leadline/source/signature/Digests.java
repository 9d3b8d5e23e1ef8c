package io.leadline.source.signature;

import io.leadline.event.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The two sums that signatures are made of, over pieces one after the other. */
final class Digests {
  private Digests() {}

  /**
   * @param algorithm as the JVM calls it, {@code HmacSHA256}
   */
  static byte[] hmac(String algorithm, String secret, Bytes... pieces) {
    return hmac(algorithm, secret.getBytes(StandardCharsets.UTF_8), pieces);
  }

  /**
   * @param key not empty
   */
  static byte[] hmac(String algorithm, byte[] key, Bytes... pieces) {
    try {
      var mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      for (Bytes piece : pieces) {
        mac.update(piece.array());
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("internal error: every JVM has " + algorithm, e);
    }
  }

  static byte[] sha256(Bytes... pieces) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (Bytes piece : pieces) {
        digest.update(piece.array());
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("internal error: every JVM has SHA-256", e);
    }
  }
}
