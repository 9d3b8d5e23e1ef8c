package io.leadline.source;

import static io.leadline.source.Forms.form;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GravityFormsTest extends KeyedSourceContract {

  @Override
  Source source() {
    return new GravityForms();
  }

  @Override
  String tool() {
    return "Gravity Forms";
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
  boolean takesAnything() {
    return true;
  }

  @Override
  Bytes bodyOfUnknownType() {
    return body();
  }

  @Override
  Bytes bodyWithText(String text) {
    return Bytes.utf8(
        "{\"id\":\"77\",\"form_id\":\"3\",\"1.3\":\"%s\",\"2\":\"ada@example.com\",\"ip\":\"192.0.2.1\"}"
            .formatted(text));
  }

  @Test
  void readsAWholeEntryWithoutWhatEveryEntryHas() {
    assertThat(answers(body())).isEqualTo(Map.of("1.3", "Ada", "2", "ada@example.com"));
    assertThat(cut(body())).extracting("key").containsExactly("3:77");
  }

  @Test
  void takesChosenFieldsAsTheyAreCalled() {
    var chosen = form("email", "ada@example.com", "status", "new");
    assertThat(answers(chosen)).isEqualTo(Map.of("email", "ada@example.com", "status", "new"));
    assertThat(cut(chosen).get(0).window()).isEqualTo(Duration.ofDays(1));
  }

  private Map<String, ?> answers(Bytes body) {
    return ((Reading.Read) read(cut(body).get(0))).submission().answers();
  }
}
