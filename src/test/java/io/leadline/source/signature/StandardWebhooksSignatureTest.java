package io.leadline.source.signature;

import static io.leadline.source.Deliveries.NOW;
import static io.leadline.source.Deliveries.base64Hmac;
import static io.leadline.source.Deliveries.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Request;
import io.leadline.source.Secrets;
import io.leadline.source.Verification;
import io.leadline.source.Verification.Unverified;
import io.leadline.source.Verification.Verified;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardWebhooksSignatureTest {
  private static final Bytes BODY = Bytes.utf8("{\"data\":{\"name\":\"Zoë\"}}");

  private static final String KEY = "a key whose base64 is padded";

  private static final String SECRET = "whsec_YSBrZXkgd2hvc2UgYmFzZTY0IGlzIHBhZGRlZA==";
  private static final Verified VERIFIED = new Verified("standard-webhooks", 1);
  private static final long T = NOW.getEpochSecond();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "whsec_YSBrZXkgd2hvc2UgYmFzZTY0IGlzIHBhZGRlZA==",
        "whsec_YSBrZXkgd2hvc2UgYmFzZTY0IGlzIHBhZGRlZA",
        "YSBrZXkgd2hvc2UgYmFzZTY0IGlzIHBhZGRlZA==",
        "YSBrZXkgd2hvc2UgYmFzZTY0IGlzIHBhZGRlZA"
      })
  void takesTheSecretWithAndWithoutPrefixAndPadding(String secret) {
    assertThat(verify(signed(T), secret)).isEqualTo(VERIFIED);
  }

  @Test
  void takesTheNamesOfSvix() {
    assertThat(verify(svix(signed(T)), SECRET)).isEqualTo(VERIFIED);
  }

  @Test
  void mixesNoNames() {
    var headers = svix(signed(T));
    headers.put("webhook-signature", "v1," + "A".repeat(43));
    assertThat(why(headers))
        .isEqualTo("webhook-id is missing: the signature cannot be checked without it");
  }

  @ParameterizedTest
  @CsvSource({"webhook-id, msg_2", "webhook-timestamp, 1790769601"})
  void signsTheIdAndTheTime(String header, String value) {
    assertThat(why(changed(header, value)))
        .startsWith("webhook-signature does not match the request with the secret in DEMO_SECRET");
  }

  @Test
  void signsTheBody() {
    var request = post(Bytes.utf8("{}"), signed(T));
    assertThat(((Unverified) verification(request, SECRET)).why()).contains("does not match");
  }

  @Test
  void acceptsOneMatchAmongSeveralSignatures() {
    var right = signature("msg_1", T);
    var wrong = "A".repeat(43) + "=";
    assertThat(
            verify(changed("webhook-signature", "v1,%s v2,x v1a,! v1,%s".formatted(wrong, right))))
        .isEqualTo(VERIFIED);
    assertThat(verify(changed("webhook-signature", "v1,?? v1,%s v1,%s".formatted(right, wrong))))
        .isEqualTo(VERIFIED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v2,", "v1a,", "", "v1=", "V1,"})
  void passesOverOtherVersions(String version) {
    assertThat(why(changed("webhook-signature", version + signature("msg_1", T))))
        .isEqualTo(
            "webhook-signature has no signature of version v1 (HMAC-SHA256), the only one that is"
                + " checked");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1,?", "v1,AAAAA", "v1,00-_"})
  void refusesASignatureThatIsNotBase64(String signature) {
    assertThat(why(changed("webhook-signature", signature)))
        .isEqualTo("webhook-signature is not base64 text");
  }

  @Test
  void takesNoEmptySignature() {
    assertThat(why(changed("webhook-signature", "v1,"))).contains("does not match");
    assertThat(verify(changed("webhook-signature", "v1,"), "not base64!"))
        .isInstanceOf(Unverified.class);
  }

  @ParameterizedTest
  @CsvSource({"300, true", "301, false", "-300, true", "-301, false"})
  void takesTimesWithinFiveMinutes(long age, boolean taken) {
    assertThat(verify(signed(T - age)) instanceof Verified).isEqualTo(taken);
  }

  @Test
  void saysThatATimeIsOldOrAhead() {
    assertThat(why(signed(T - 400)))
        .isEqualTo(
            "webhook-timestamp is 400 s old, more than the 300 s that Standard Webhooks allows: a"
                + " repeated request, or a clock is wrong");
    assertThat(why(svix(signed(T + 400)))).startsWith("svix-timestamp is 400 s in the future");
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "1.5", "9999999999999999", "٣"})
  void refusesATimeThatIsNoNumber(String timestamp) {
    assertThat(why(changed("webhook-timestamp", timestamp)))
        .isEqualTo("webhook-timestamp is not a number of seconds");
  }

  @ParameterizedTest
  @ValueSource(strings = {"webhook-id", "webhook-timestamp"})
  void saysWhichHeaderIsMissing(String header) {
    assertThat(why(changed(header, " ")))
        .isEqualTo(header + " is missing: the signature cannot be checked without it");
  }

  @Test
  void saysThatNothingIsSigned() {
    assertThat(why(Map.of("webhook-id", "msg_1")))
        .isEqualTo(
            "webhook-signature and svix-signature are missing: what calls this hook must sign as"
                + " Standard Webhooks say");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hunter2!", "whsec_", "", "whpk_AAAA", "whsec_whsec_AAAA", "AAAAA"})
  void saysThatASecretIsNotBase64(String secret) {
    assertThat(((Unverified) verify(signed(T), secret)).why())
        .isEqualTo(
            "the secret in DEMO_SECRET is not base64, as secrets of Standard Webhooks are: set it"
                + " exactly as the sender shows it, with or without whsec_");
  }

  @Test
  void saysWhichOfSeveralSecretsIsNotBase64() {
    assertThat(((Unverified) verify(signed(T), "QUJD", "hunter2!")).why())
        .startsWith("secret 2 in DEMO_SECRET is not base64")
        .doesNotContain("hunter2");
  }

  @Test
  void saysWhichSecretMatchedAlsoBesideOneThatIsNotBase64() {
    assertThat(verify(signed(T), "QUJD", SECRET)).isEqualTo(new Verified("standard-webhooks", 2));
    assertThat(verify(signed(T), "hunter2!", SECRET))
        .isEqualTo(new Verified("standard-webhooks", 2));
  }

  @Test
  void saysThatNoSecretIsSet() {
    assertThat(((Unverified) verify(signed(T), new String[0])).why())
        .isEqualTo("no secret is set for hook demo: set DEMO_SECRET");
  }

  private static String signature(String id, long seconds) {
    return base64Hmac(KEY, Bytes.utf8("%s.%d.".formatted(id, seconds)), BODY);
  }

  private static Map<String, String> signed(long seconds) {
    return Map.of(
        "webhook-id",
        "msg_1",
        "webhook-timestamp",
        String.valueOf(seconds),
        "webhook-signature",
        "v1," + signature("msg_1", seconds));
  }

  private static Map<String, String> svix(Map<String, String> headers) {
    var renamed = new TreeMap<String, String>();
    headers.forEach((name, value) -> renamed.put(name.replace("webhook-", "svix-"), value));
    return renamed;
  }

  private static Map<String, String> changed(String header, String value) {
    var headers = new HashMap<>(signed(T));
    headers.put(header, value);
    return headers;
  }

  private static String why(Map<String, String> headers) {
    return ((Unverified) verify(headers)).why();
  }

  private static Verification verify(Map<String, String> headers) {
    return verify(headers, SECRET);
  }

  private static Verification verify(Map<String, String> headers, String... secrets) {
    return verification(post(BODY, headers), secrets);
  }

  private static Verification verification(Request request, String... secrets) {
    return new StandardWebhooksSignature().verify(request, new Secrets(List.of(secrets)));
  }
}
