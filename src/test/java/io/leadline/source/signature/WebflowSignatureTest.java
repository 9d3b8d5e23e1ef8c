package io.leadline.source.signature;

import static io.leadline.source.Deliveries.NOW;
import static io.leadline.source.Deliveries.SECRET;
import static io.leadline.source.Deliveries.hexHmac;
import static io.leadline.source.Deliveries.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.source.Secrets;
import io.leadline.source.Verification;
import io.leadline.source.Verification.Unverified;
import io.leadline.source.Verification.Verified;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebflowSignatureTest {
  private static final Bytes BODY = Bytes.utf8("{\"payload\":{\"name\":\"Zoë\"}}");
  private static final String SIGNATURE = "x-webflow-signature";
  private static final String TIMESTAMP = "x-webflow-timestamp";

  @Test
  void checksTheTimeAColonAndTheBody() {
    assertThat(verify(signed(0))).isEqualTo(new Verified("webflow", 1));
    assertThat(why(changed(SIGNATURE, hexHmac(SECRET, Bytes.utf8(millis(0) + "."), BODY))))
        .startsWith(SIGNATURE + " does not match the request with the secret in DEMO_SECRET");
    assertThat(why(changed(SIGNATURE, hexHmac(SECRET, BODY)))).contains("does not match");
  }

  @Test
  void readsHexadecimalInEitherCase() {
    var signature = hexHmac(SECRET, Bytes.utf8(millis(0) + ":"), BODY);
    assertThat(verify(changed(SIGNATURE, signature.toUpperCase(Locale.ROOT))))
        .isInstanceOf(Verified.class);
  }

  @Test
  void signsTheTime() {
    assertThat(why(changed(TIMESTAMP, millis(1)))).contains("does not match");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 300_000, -300_000})
  void takesTimesWithinFiveMinutes(long age) {
    assertThat(verify(signed(age))).isInstanceOf(Verified.class);
  }

  @ParameterizedTest
  @CsvSource({"300001, 300 s old", "-300001, 300 s in the future", "86400000, 86400 s old"})
  void refusesOtherTimes(long age, String why) {
    assertThat(why(signed(age)))
        .isEqualTo(
            "x-webflow-timestamp is %s, more than the 300 s that Webflow allows: a repeated request, or a clock is wrong"
                .formatted(why));
  }

  /** Seconds where milliseconds belong are of 1970. */
  @Test
  void refusesATimeInSeconds() {
    assertThat(why(changed(TIMESTAMP, String.valueOf(NOW.getEpochSecond()))))
        .contains(" s old, more than");
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1790683200000", "1.79e12", "9999999999999999", "٣"})
  void refusesATimeThatIsNoNumber(String timestamp) {
    assertThat(why(changed(TIMESTAMP, timestamp)))
        .isEqualTo("x-webflow-timestamp is not a number of milliseconds");
  }

  @Test
  void saysThatTheTimeIsMissing() {
    assertThat(why(Map.of(SIGNATURE, "00")))
        .isEqualTo("x-webflow-timestamp is missing: the signature cannot be checked without it");
  }

  @Test
  void saysWhyTheSignatureIsMissing() {
    assertThat(why(Map.of(TIMESTAMP, millis(0))))
        .isEqualTo(
            "x-webflow-signature is missing: Webflow signs what a webhook made by its API sends,"
                + " and not one made in the dashboard; make it by the API");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xyz", "0", "v1,00"})
  void refusesASignatureThatIsNotHexadecimal(String signature) {
    assertThat(why(changed(SIGNATURE, signature)))
        .isEqualTo("x-webflow-signature is not hexadecimal text");
  }

  @Test
  void saysWhichSecretMatched() {
    assertThat(verify(signed(0), "the-next", SECRET)).isEqualTo(new Verified("webflow", 2));
    assertThat(((Unverified) verify(signed(0), "one", "two")).why())
        .startsWith(SIGNATURE + " does not match the request with any of the 2 secrets")
        .doesNotContain("one", "two");
  }

  private static String millis(long age) {
    return String.valueOf(NOW.toEpochMilli() - age);
  }

  private static Map<String, String> signed(long age) {
    return Map.of(
        TIMESTAMP, millis(age), SIGNATURE, hexHmac(SECRET, Bytes.utf8(millis(age) + ":"), BODY));
  }

  private static Map<String, String> changed(String header, String value) {
    var headers = new HashMap<>(signed(0));
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
    return new WebflowSignature().verify(post(BODY, headers), new Secrets(List.of(secrets)));
  }
}
