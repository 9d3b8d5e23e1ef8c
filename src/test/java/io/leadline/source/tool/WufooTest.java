package io.leadline.source.tool;

import static io.leadline.source.Deliveries.SECRET;
import static io.leadline.source.Forms.form;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.source.Reading;
import io.leadline.source.Source;
import io.leadline.source.Verification.Verified;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WufooTest extends KeyedSourceContract {

  @Override
  Source source() {
    return new Wufoo();
  }

  @Override
  String tool() {
    return "Wufoo";
  }

  @Override
  Bytes body() {
    return bodyWithText("Ada");
  }

  /** Nothing is known that would change from try to try. */
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
    return form("EntryId", "5", "Field1", text, "Field2", "ada@example.com");
  }

  @Test
  void takesItsHandshakeKeyForTheSecretAndForNothingElse() {
    var body = form("Field1", "Ada", "HandshakeKey", SECRET);
    assertThat(verify(body, Map.of(), SECRET)).isEqualTo(new Verified("key", 1));
    assertThat(why(verify(form("Field1", "Ada", "HandshakeKey", "wrong"), Map.of(), SECRET)))
        .startsWith("the field HandshakeKey does not match the secret in DEMO_SECRET");
    var submission = ((Reading.Read) read(cut(body).get(0))).submission();
    assertThat(submission.document().toString()).doesNotContain("HandshakeKey", SECRET);
    assertThat(cut(body).get(0).fingerprint())
        .isEqualTo(cut(form("Field1", "Ada", "HandshakeKey", "other")).get(0).fingerprint());
  }

  @Test
  void readsWithoutTheStructureOfTheFields() {
    assertThat(
            answers(form("Field1", "Ada", "Field3", "a.pdf", "Field3-url", "https://f.example/a")))
        .isEqualTo(Map.of("Field1", "Ada", "Field3", "https://f.example/a"));
  }

  private Map<String, ?> answers(Bytes body) {
    return ((Reading.Read) read(cut(body).get(0))).submission().answers();
  }
}
