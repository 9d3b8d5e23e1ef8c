package io.leadline.source.signature;

import static io.leadline.source.Deliveries.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.source.Secrets;
import io.leadline.source.Verification;
import io.leadline.source.Verification.Unverified;
import io.leadline.source.Verification.Verified;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against the test cases of RFC 2202 and RFC 4231 (each the second). */
class HmacTest {
  private static final String SHA1 = "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79";
  private static final String SHA256 =
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
  private static final String SHA256_BASE64 = "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=";

  private static final Hmac HEX = Hmac.sha256("some-hex", "X-Signature", "", Encoding.HEX);

  @Test
  void readsHexadecimalInEitherCase() {
    assertThat(verify(HEX, SHA256)).isEqualTo(new Verified("some-hex", 1));
    assertThat(verify(HEX, SHA256.toUpperCase(Locale.ROOT))).isEqualTo(new Verified("some-hex", 1));
  }

  @Test
  void readsBase64AfterAPrefix() {
    var hmac = Hmac.sha256("some-base64", "X-Signature", "sha256=", Encoding.BASE64);
    assertThat(verify(hmac, "sha256=" + SHA256_BASE64)).isEqualTo(new Verified("some-base64", 1));
  }

  @Test
  void knowsOtherAlgorithms() {
    var hmac = new Hmac("some-sha1", "HmacSHA1", "X-Signature", "", Encoding.HEX);
    assertThat(verify(hmac, SHA1)).isEqualTo(new Verified("some-sha1", 1));
  }

  @Test
  void takesOneEncodingOnly() {
    assertThat(verify(HEX, SHA256_BASE64))
        .isEqualTo(new Unverified("X-Signature is not hexadecimal text"));
  }

  @Test
  void takesNoPartOfASignature() {
    assertThat(verify(HEX, SHA256.substring(2))).isInstanceOf(Unverified.class);
    assertThat(verify(HEX, "")).isInstanceOf(Unverified.class);
  }

  private static Verification verify(Hmac hmac, String header) {
    var request = post(Bytes.utf8("what do ya want for nothing?"), Map.of("x-signature", header));
    return hmac.verify(request, Secrets.of("Jefe"));
  }
}
