package io.leadline.source.signature;

import static io.leadline.source.Deliveries.NOW;
import static io.leadline.source.Deliveries.hexHmac;
import static io.leadline.source.Deliveries.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.source.Secrets;
import io.leadline.source.Verification;
import io.leadline.source.Verification.Unverified;
import io.leadline.source.Verification.Verified;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimedHmacTest {
  private static final Bytes BODY = Bytes.utf8("{\"a\":1}");
  private static final long T = NOW.getEpochSecond();
  private static final TimedHmac SCHEME =
      TimedHmac.v1("Acme", "Acme-Signature", Duration.ofSeconds(300));

  @Test
  void acceptsOneMatchAmongSeveralSignatures() {
    assertThat(verify("t=%d,v1=%s,v1=%s,v0=ff".formatted(T, "00".repeat(32), signature(T))))
        .isEqualTo(new Verified("t-v1", 1));
  }

  @Test
  void saysWhichSecretMatched() {
    var request = post(BODY, Map.of("acme-signature", "t=%d,v1=%s".formatted(T, signature(T))));
    assertThat(SCHEME.verify(request, new Secrets(List.of("the-next", "Jefe"))))
        .isEqualTo(new Verified("t-v1", 2));
  }

  @Test
  void knowsAPartOfAnotherName() {
    var scheme = new TimedHmac("acme", "Acme", "Acme-Signature", "v", Duration.ofSeconds(300));
    var request = post(BODY, Map.of("Acme-Signature", "t=%d, v=%s".formatted(T, signature(T))));
    assertThat(scheme.verify(request, Secrets.of("Jefe"))).isEqualTo(new Verified("acme", 1));
  }

  @Test
  void signsTheTime() {
    assertThat(verify("t=%d,v1=%s".formatted(T - 1, signature(T))))
        .isInstanceOfSatisfying(
            Unverified.class, it -> assertThat(it.why()).contains("does not match"));
  }

  @ParameterizedTest
  @CsvSource({"300, true", "301, false", "-300, true", "-301, false"})
  void takesTimesWithinTheTolerance(long age, boolean taken) {
    assertThat(verify("t=%d,v1=%s".formatted(T - age, signature(T - age))) instanceof Verified)
        .isEqualTo(taken);
  }

  @Test
  void saysThatATimeIsAhead() {
    assertThat(verify("t=%d,v1=%s".formatted(T + 400, signature(T + 400))))
        .isEqualTo(
            new Unverified(
                "the time in Acme-Signature is 400 s in the future, more than the 300 s that Acme"
                    + " allows: a repeated request, or a clock is wrong"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "t=",
        "v1=00",
        "t=1",
        "t=now,v1=00",
        "t=-1,v1=00",
        "t=1,t=2,v1=00",
        "t=1234567890123,v1=00",
        "t1v100",
        ",,=,="
      })
  void saysWhatFormAHeaderShouldHave(String header) {
    assertThat(verify(header))
        .isEqualTo(new Unverified("Acme-Signature is not of the form t=SECONDS,v1=HEX"));
  }

  @Test
  void saysThatASignatureIsNotHexadecimal() {
    assertThat(verify("t=%d,v1=%%%%".formatted(T)))
        .isEqualTo(new Unverified("Acme-Signature is not hexadecimal text"));
  }

  private static String signature(long seconds) {
    return hexHmac("Jefe", Bytes.utf8(seconds + "."), BODY);
  }

  private static Verification verify(String header) {
    return SCHEME.verify(post(BODY, Map.of("acme-signature", header)), Secrets.of("Jefe"));
  }
}
