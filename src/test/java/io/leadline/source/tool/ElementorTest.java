package io.leadline.source.tool;

import static io.leadline.source.Forms.form;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.source.Reading;
import io.leadline.source.Source;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ElementorTest extends KeyedSourceContract {

  @Override
  Source source() {
    return new Elementor();
  }

  @Override
  String tool() {
    return "Elementor";
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
    return form("Email ", "ada@example.com", "Name", text, "form_id", "f-1");
  }

  @Test
  void findsALabelWithoutTheBlanksThatWereTyped() {
    assertThat(answers(body())).isEqualTo(Map.of("Email", "ada@example.com", "Name", "Ada"));
  }

  @Test
  void readsAnEmptyFormOfTheAdvancedKind() {
    assertThat(answers(form("form[id]", "f-1", "fields[a][id]", "a")))
        .isEqualTo(Collections.singletonMap("a", null));
  }

  private Map<String, ?> answers(Bytes body) {
    return ((Reading.Read) read(cut(body).get(0))).submission().answers();
  }
}
