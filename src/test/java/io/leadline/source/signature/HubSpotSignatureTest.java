package io.leadline.source.signature;

import static io.leadline.source.Deliveries.HOOK;
import static io.leadline.source.Deliveries.NOW;
import static io.leadline.source.Deliveries.SECRET;
import static io.leadline.source.Deliveries.base64Hmac;
import static io.leadline.source.Deliveries.headers;
import static io.leadline.source.Deliveries.hexSha256;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubSpotSignatureTest {
  private static final Bytes BODY = Bytes.utf8("[{\"propertyValue\":\"Zoë\"}]");
  private static final String SENT = "https://leads.example.com/hooks/demo?to=a%3Ab%2Fc%20d";
  private static final String DECODED = "https://leads.example.com/hooks/demo?to=a:b/c%20d";

  @Test
  void checksV3OverTheDecodedAddressAndTheTime() {
    assertThat(verify(v3(DECODED, 0))).isEqualTo(new Verified("hubspot-v3", 1));
    assertThat(why(v3(SENT, 0))).startsWith("X-HubSpot-Signature-v3 does not match the request");
  }

  @Test
  void saysWhichAddressItChecked() {
    assertThat(why(v3("https://internal:8080/hooks/demo", 0)))
        .endsWith(
            "HubSpot calls exactly POST https://leads.example.com/hooks/demo (set PUBLIC_URL behind"
                + " a proxy)");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1_000, 300_000, -300_000})
  void takesV3ForFiveMinutes(long age) {
    assertThat(verify(v3(DECODED, age))).isInstanceOf(Verified.class);
  }

  @ParameterizedTest
  @CsvSource({
    "300001, is 300 s old",
    "86400000, is 86400 s old",
    "-300001, is 300 s in the future"
  })
  void refusesV3OfAnotherTime(long age, String why) {
    assertThat(why(v3(DECODED, age))).startsWith("X-HubSpot-Request-Timestamp " + why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1790683200000", "1.79e12", "99999999999999999999", "٣"})
  void refusesATimeThatIsNoNumber(String timestamp) {
    assertThat(why(signedV3(DECODED, timestamp)))
        .isEqualTo("X-HubSpot-Request-Timestamp is not a number of milliseconds");
  }

  @Test
  void refusesV3WithoutATime() {
    assertThat(why(Map.of("X-HubSpot-Signature-v3", "QUJD")))
        .isEqualTo(
            "X-HubSpot-Request-Timestamp is missing: X-HubSpot-Signature-v3 cannot be checked"
                + " without it");
  }

  @Test
  void refusesV3ThatIsNotBase64() {
    var headers = new HashMap<>(v3(DECODED, 0));
    headers.put("X-HubSpot-Signature-v3", "!");
    assertThat(why(headers)).isEqualTo("X-HubSpot-Signature-v3 is not base64 text");
  }

  @Test
  void checksV1OverTheBody() {
    assertThat(verify(older("v1", hexSha256(Bytes.utf8(SECRET), BODY))))
        .isEqualTo(new Verified("hubspot-v1", 1));
  }

  @Test
  void checksV2OverTheAddressAsItWasSent() {
    assertThat(verify(older("v2", hexSha256(Bytes.utf8(SECRET + "POST" + SENT), BODY))))
        .isEqualTo(new Verified("hubspot-v2", 1));
  }

  @Test
  void neverFallsBackToAnOlderSchemeBesideV3() {
    var headers = new HashMap<>(older("v1", hexSha256(Bytes.utf8(SECRET), BODY)));
    headers.putAll(v3(DECODED, 300_001));
    assertThat(verify(headers)).isInstanceOf(Unverified.class);
    headers.put("X-HubSpot-Signature-v3", "");
    assertThat(verify(headers)).isInstanceOf(Unverified.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''  | X-HubSpot-Signature-Version is missing: it must say v1 or v2 beside X-HubSpot-Signature",
        "v3  | X-HubSpot-Signature-Version says v3, but X-HubSpot-Signature-v3 is missing",
        "v4  | X-HubSpot-Signature-Version names a version that is not known: v1 and v2 are"
      })
  void refusesAVersionThatIsNotDocumented(String version, String why) {
    assertThat(why(older(version, hexSha256(Bytes.utf8(SECRET), BODY)))).isEqualTo(why);
  }

  @Test
  void refusesASignatureThatIsNotHexadecimal() {
    assertThat(why(older("v1", "xyz"))).isEqualTo("X-HubSpot-Signature is not hexadecimal text");
  }

  @Test
  void saysWhichHeadersAreMissing() {
    assertThat(why(Map.of()))
        .startsWith("X-HubSpot-Signature-v3 and X-HubSpot-Signature are missing");
  }

  @Test
  void decodesTheTwelveDocumentedCharactersAndNoOther() {
    assertThat(HubSpotSignature.decoded("%3A%2F%3F%40%21%24%27%28%29%2A%2C%3B"))
        .isEqualTo(":/?@!$'()*,;");
    assertThat(HubSpotSignature.decoded("%20%25%26%2B%3D%23%3a%253A%%3A"))
        .isEqualTo("%20%25%26%2B%3D%23%3a%253A%:");
  }

  private static Map<String, String> v3(String uri, long ageInMilliseconds) {
    return signedV3(uri, String.valueOf(NOW.toEpochMilli() - ageInMilliseconds));
  }

  private static Map<String, String> signedV3(String uri, String timestamp) {
    return Map.of(
        "X-HubSpot-Request-Timestamp",
        timestamp,
        "X-HubSpot-Signature-v3",
        base64Hmac(SECRET, Bytes.utf8("POST" + uri), BODY, Bytes.utf8(timestamp)));
  }

  private static Map<String, String> older(String version, String signature) {
    return Map.of("X-HubSpot-Signature", signature, "X-HubSpot-Signature-Version", version);
  }

  private static String why(Map<String, String> headers) {
    return ((Unverified) verify(headers)).why();
  }

  private static Verification verify(Map<String, String> headers) {
    var request = new Request(HOOK, "POST", SENT, headers(headers), BODY, NOW);
    return HubSpotSignature.ALL.verify(request, new Secrets(List.of(SECRET)));
  }
}
