package io.leadline.source.tool;

import static io.leadline.source.Forms.form;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Submission;
import io.leadline.source.Reading;
import io.leadline.source.Source;
import java.time.Duration;
import java.util.List;
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

  /** Somebody has looked at the entry, and has it sent again. */
  @Override
  Bytes bodyOfRetry() {
    return Bytes.utf8(
        body()
            .asUtf8()
            .replace("\"is_read\":\"0\"", "\"is_read\":\"1\"")
            .replace("2026-09-30 11:58:00", "2026-09-30 11:59:00"));
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
        """
        {"id":"77","form_id":"3","date_updated":"2026-09-30 11:58:00","is_read":"0",\
        "1.3":"%s","2":"ada@example.com","ip":"192.0.2.1"}"""
            .formatted(text));
  }

  @Test
  void readsAWholeEntryWithoutWhatEveryEntryHas() {
    assertThat(answers(body()))
        .isEqualTo(Map.of("1.3", "Ada", "2", "ada@example.com", "1", List.of("Ada")));
    assertThat(cut(body())).extracting("key").containsExactly("3:77");
  }

  @Test
  void takesChosenFieldsAsTheyAreCalled() {
    var chosen = form("email", "ada@example.com", "status", "new");
    assertThat(answers(chosen)).isEqualTo(Map.of("email", "ada@example.com", "status", "new"));
    assertThat(cut(chosen).get(0).window()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void gathersWhichBoxesAreTicked() {
    var entry =
        form("id", "77", "form_id", "3", "5.1", "Prices", "5.11", "Security", "5.2", "", "6.1", "");
    assertThat(answers(entry).get("5")).isEqualTo(List.of("Prices", "Security"));
    assertThat(answers(entry).get("6")).isEqualTo(List.of());
    assertThat(submission(entry).labels().keySet()).doesNotContain("5", "6");
  }

  @Test
  void putsNoListInPlaceOfAnAnswer() {
    var chosen = form("5", "both", "5.1", "Prices", "v1.2", "a name", "0.1", "no id");
    assertThat(answers(chosen))
        .isEqualTo(Map.of("5", "both", "5.1", "Prices", "v1.2", "a name", "0.1", "no id"));
  }

  private Map<String, ?> answers(Bytes body) {
    return submission(body).answers();
  }

  private Submission submission(Bytes body) {
    return ((Reading.Read) read(cut(body).get(0))).submission();
  }
}
