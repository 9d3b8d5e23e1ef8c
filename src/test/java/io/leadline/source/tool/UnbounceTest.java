package io.leadline.source.tool;

import static io.leadline.source.Forms.form;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.source.Reading;
import io.leadline.source.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnbounceTest extends KeyedSourceContract {

  @Override
  Source source() {
    return new Unbounce();
  }

  @Override
  String tool() {
    return "Unbounce";
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
    return form(
        "page_id", "p-1",
        "page_name", "Demo",
        "data.json",
            """
            {"email":["ada@example.com"],"name":["%s"]}"""
                .formatted(text));
  }

  @Test
  void keepsWhatWasEnteredWhereItIsNoJson() {
    assertThat(answers(form("page_id", "p-1", "data.json", "{broken")))
        .isEqualTo(Map.of("data.json", "{broken"));
  }

  @Test
  void readsSeveralValuesAsAListAndLeavesTheBookkeepingOut() {
    var body =
        form(
            "data.json",
            "{\"topics\":[\"a\",\"b\"],\"none\":[],\"plain\":\"x\",\"ip_address\":[\"192.0.2.1\"]}");
    assertThat(answers(body))
        .isEqualTo(Map.of("topics", List.of("a", "b"), "none", List.of(), "plain", "x"));
  }

  private Map<String, ?> answers(Bytes body) {
    return ((Reading.Read) read(cut(body).get(0))).submission().answers();
  }
}
