package io.leadline.source;

import static io.leadline.source.Deliveries.NOW;
import static io.leadline.source.Deliveries.SECRET;
import static io.leadline.source.Deliveries.hexHmac;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.source.Verification.Verified;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoogleFormsTest extends SourceContract {
  private static final String HEADER = "X-Leadline-Signature";

  @Override
  Source source() {
    return new GoogleForms();
  }

  @Override
  Bytes body() {
    return bodyWithText("Ada");
  }

  @Override
  Bytes bodyOfRetry() {
    return body();
  }

  @Override
  boolean hasTypes() {
    return false;
  }

  @Override
  Bytes bodyOfUnknownType() {
    return body();
  }

  @Override
  Bytes bodyWithText(String text) {
    return Bytes.utf8(
        """
        {"form":{"id":"f"},"response":{"id":"r","email":"ada@example.com",\
        "answers":[{"id":"1","title":"Name","value":"%s"}]}}"""
            .formatted(text));
  }

  @Override
  Map<String, String> signed(Bytes body, String secret) {
    var seconds = NOW.getEpochSecond() - 2;
    var signature = hexHmac(secret, Bytes.utf8(seconds + "."), body);
    return Map.of(HEADER, "t=%d,v1=%s".formatted(seconds, signature));
  }

  @Test
  void takesAScriptThatBringsTheSecretAlong() {
    assertThat(verify(body(), Map.of("X-Leadline-Key", SECRET), SECRET))
        .isEqualTo(new Verified("key", 1));
    assertThat(why(verify(body(), Map.of("X-Leadline-Key", "wrong"), SECRET)))
        .isEqualTo(
            "X-Leadline-Key does not match the secret in DEMO_SECRET: check what was entered at"
                + " Google Forms");
  }

  @Test
  void isKeyedByTheResponse() {
    assertThat(cut(body())).extracting("key").containsExactly("r");
  }
}
