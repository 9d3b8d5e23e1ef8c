package io.leadline.source.tool;

import static io.leadline.source.Forms.form;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.source.Reading;
import io.leadline.source.Source;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormstackTest extends KeyedSourceContract {

  @Override
  Source source() {
    return new Formstack();
  }

  @Override
  String tool() {
    return "Formstack";
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
    return form("FormID", "9", "UniqueID", "77", "Name", text);
  }

  @Test
  void readsPartsAsAnObjectAndOtherLinesAsTheyAre() {
    var body =
        form(
            "FormID",
            "9",
            "Name",
            "first = Ada\nlast = Lovelace",
            "Note",
            "a = b\nand so on",
            "Empty",
            "");
    assertThat(answers(body))
        .isEqualTo(
            Map.of(
                "Name", Map.of("first", "Ada", "last", "Lovelace"),
                "Note", "a = b\nand so on",
                "Empty", ""));
    assertThat(cut(body).get(0).window()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void readsJsonAsWell() {
    var json = Bytes.utf8("{\"FormID\":9,\"UniqueID\":77,\"Name\":\"Ada\"}");
    assertThat(answers(json)).isEqualTo(Map.of("Name", "Ada"));
    assertThat(cut(json)).extracting("key").containsExactly("9:77");
  }

  private Map<String, ?> answers(Bytes body) {
    return ((Reading.Read) read(cut(body).get(0))).submission().answers();
  }
}
