package io.leadline.source.signature;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Headers;
import io.leadline.event.HookName;
import io.leadline.event.Request;
import io.leadline.source.CarriedSecret;
import io.leadline.source.Secrets;
import io.leadline.source.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedOrCarriedTest {
  private static final Instant NOON = Instant.parse("2026-09-30T12:00:00Z");
  private static final TimedHmac SIGNED =
      TimedHmac.v1("the tool", "X-Signed", Duration.ofMinutes(5));
  private static final SignedOrCarried PROOF =
      new SignedOrCarried("X-Signed", SIGNED, SecretInRequest.of("the tool"));
  private static final Secrets SECRETS = new Secrets(List.of("right"));

  @Test
  void goesByTheSignatureAloneWhereThereIsOne() {
    assertThat(PROOF.verify(SIGNED.proven(to("?key=wrong"), "right"), SECRETS))
        .isInstanceOf(Verification.Verified.class);
    assertThat(PROOF.verify(SIGNED.proven(to("?key=right"), "wrong"), SECRETS))
        .isInstanceOf(Verification.Unverified.class);
  }

  @Test
  void goesByTheSecretThatCameAlongWhereNothingIsSigned() {
    assertThat(PROOF.verify(to("?key=right"), SECRETS)).isInstanceOf(Verification.Verified.class);
    assertThat(PROOF.verify(to("?key=wrong"), SECRETS)).isInstanceOf(Verification.Unverified.class);
    assertThat(PROOF.verify(to(""), SECRETS)).isInstanceOf(Verification.Unverified.class);
  }

  /** What is kept of a request must not hold it. */
  @Test
  void tellsTheSecretInTheUrlOfASignedRequestToo() {
    assertThat(PROOF.carried(SIGNED.proven(to("?key=right"), "right")))
        .contains(new CarriedSecret("right"));
    assertThat(PROOF.carried(SIGNED.proven(to(""), "right"))).isEmpty();
  }

  private static Request to(String query) {
    return new Request(
        new HookName("demo"),
        "POST",
        "https://h.example/hooks/demo" + query,
        Headers.NONE,
        Bytes.utf8("{}"),
        NOON);
  }
}
