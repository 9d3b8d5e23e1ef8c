package io.leadline.source.signature;

import static io.leadline.source.Deliveries.NOW;
import static io.leadline.source.Deliveries.SECRET;
import static io.leadline.source.Deliveries.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadline.event.Bytes;
import io.leadline.event.Request;
import io.leadline.source.HookOptions;
import io.leadline.source.Proof;
import io.leadline.source.Secrets;
import io.leadline.source.UnfitOption;
import io.leadline.source.Verification.Unverified;
import io.leadline.source.Verification.Verified;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How a sender proves itself where a route file says so. */
class ProofOptionsTest {
  private static final Bytes BODY = Bytes.utf8("email=ada%40example.com");

  static Stream<Arguments> ways() {
    return Stream.of(
        Arguments.of(Map.of("verify", "key"), "key"),
        Arguments.of(Map.of("verify", "key", "secret-header", "X-Token"), "key"),
        Arguments.of(Map.of("verify", "key", "secret-parameter", "token"), "key"),
        Arguments.of(Map.of("verify", "key", "secret-field", "Handshake Key"), "key"),
        Arguments.of(Map.of("verify", "bearer"), "bearer"),
        Arguments.of(Map.of("verify", "basic"), "basic"),
        Arguments.of(Map.of("verify", "t-v1", "signature-header", "X-Sig"), "t-v1"),
        Arguments.of(Map.of("verify", "hmac", "signature-header", "X-Sig"), "hmac"),
        Arguments.of(
            Map.of(
                "verify", "hmac",
                "signature-header", "X-Sig",
                "signature-hash", "sha384",
                "signature-encoding", "base64",
                "signature-prefix", "v0=",
                "signature-of", "v0:{timestamp}:{method}:{url}:{body}",
                "timestamp-header", "X-Time",
                "timestamp-unit", "milliseconds"),
            "hmac"));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void acceptsWhatItHasProvenAndNothingElse(Map<String, String> options, String scheme)
      throws UnfitOption {
    var proof = proof(options);
    var proven = proof.proven(post(BODY, Map.of()), SECRET);

    assertThat(proof.verify(proven, Secrets.of("an-older-one " + SECRET)))
        .isEqualTo(new Verified(scheme, 2));
    assertThat(why(proof, proven, "another")).contains("does not match");
    assertThat(why(proof, post(BODY, Map.of()), SECRET)).contains("missing");
    assertThat(why(proof, proven, "")).contains("set DEMO_SECRET");
  }

  /** By its own arithmetic: HMAC-SHA512, hex, of the time, a dot and the body. */
  @Test
  void agreesWithTheSumsOfOthers() throws Exception {
    var options =
        Map.of(
            "verify", "hmac",
            "signature-header", "X-Sig",
            "signature-hash", "sha512",
            "signature-of", "{id}.{timestamp}.{body}",
            "id-header", "X-Id",
            "timestamp-header", "X-Time");
    var time = String.valueOf(NOW.getEpochSecond());
    var mac = Mac.getInstance("HmacSHA512");
    mac.init(new SecretKeySpec(SECRET.getBytes(), "HmacSHA512"));
    var signature =
        HexFormat.of().formatHex(mac.doFinal(("d-1." + time + "." + BODY.asUtf8()).getBytes()));
    var headers = new HashMap<>(Map.of("X-Id", "d-1", "X-Time", time, "X-Sig", signature));

    assertThat(proof(options).verify(post(BODY, headers), Secrets.of(SECRET)))
        .isEqualTo(new Verified("hmac", 1));
    headers.put("X-Id", "d-2");
    assertThat(proof(options).verify(post(BODY, headers), Secrets.of(SECRET)))
        .isInstanceOf(Unverified.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -301    | X-Time is 301 s old, more than the 300 s that the sender allows
          301     | X-Time is 301 s in the future, more than the 300 s that the sender allows
          """)
  void judgesASignedTimeByTheTimeOfReceipt(int seconds, String message) throws UnfitOption {
    var proof = proof(timed("seconds"));
    var early =
        new Request(
            post(BODY, Map.of()).hook(),
            "POST",
            "https://h/",
            post(BODY, Map.of()).headers(),
            BODY,
            NOW.plusSeconds(seconds));
    var proven = proof.proven(early, SECRET);
    var received = new Request(proven.hook(), "POST", proven.uri(), proven.headers(), BODY, NOW);
    assertThat(why(proof, received, SECRET)).startsWith(message);
  }

  @ParameterizedTest
  @CsvSource({"seconds, soon", "seconds, -1", "milliseconds, 99999999999999999999"})
  void refusesATimeThatIsNone(String unit, String time) throws UnfitOption {
    var proof = proof(timed(unit));
    var proven = proof.proven(post(BODY, Map.of()), SECRET).with("X-Time", time);
    assertThat(why(proof, proven, SECRET)).isEqualTo("X-Time is not a number of " + unit);
  }

  private static Map<String, String> timed(String unit) {
    return Map.of(
        "verify", "hmac",
        "signature-header", "X-Sig",
        "signature-of", "{timestamp}.{body}",
        "timestamp-header", "X-Time",
        "timestamp-unit", unit);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          signature-of       | {time}.{body} | it names {time}; known are {body}, {timestamp}, {id}, {method} and {url}
          signature-of       | {timestamp}   | it leaves {body} out: anybody could change what was signed
          signature-hash     | md5           | 'md5' is not known: write one of sha1, sha256, sha384, sha512
          signature-encoding | base32        | 'base32' is not known: write one of base64, hex
          """)
  void refusesWhatItCannotCheck(String option, String value, String message) {
    assertThatThrownBy(
            () -> proof(Map.of("verify", "hmac", "signature-header", "X-Sig", option, value)))
        .isInstanceOfSatisfying(
            UnfitOption.class, unfit -> assertThat(unfit.option()).isEqualTo(option))
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"{timestamp}.{body}, timestamp-header", "{id}.{body}, id-header"})
  void wantsTheHeaderOfWhatIsSigned(String signed, String option) {
    assertThatThrownBy(
            () ->
                proof(
                    Map.of("verify", "hmac", "signature-header", "X-Sig", "signature-of", signed)))
        .isInstanceOfSatisfying(
            UnfitOption.class, unfit -> assertThat(unfit.option()).isEqualTo(option));
  }

  @Test
  void leavesItToTheFormToolWhereNothingIsSaid() throws UnfitOption {
    assertThat(ProofOptions.read(HookOptions.NONE)).isEmpty();
  }

  private static Proof proof(Map<String, String> options) throws UnfitOption {
    return ProofOptions.read(HookOptions.of(options)).orElseThrow();
  }

  private static String why(Proof proof, Request request, String secret) {
    return ((Unverified) proof.verify(request, Secrets.of(secret))).why();
  }
}
