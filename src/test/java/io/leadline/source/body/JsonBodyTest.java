package io.leadline.source.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBodyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      nullValues = "-",
      value = {
        "[1,22, 333 ]             | 1 / 22 / 333",
        "[\"a,]\", {\"b\":[1,2]}] | \"a,]\" / {\"b\":[1,2]}",
        "[[],{},null,true,-1.5e3] | [] / {} / null / true / -1.5e3",
        "{\"a\":[1,2]}            | {\"a\":[1,2]}",
        "[]                       | []",
        "[1,]                     | 1 / ,]",
        "[{\"a\":1},{\"b\":}]     | {\"a\":1} / ,{\"b\":}]",
        "[{\"a\":1}] tail         | {\"a\":1} / ' tail'",
        "[{\"a\":1}               | {\"a\":1}",
        "[\"abc                   | '\"abc'",
        "no JSON                  | no JSON"
      })
  void cutsAnArrayAndLosesNothing(String body, String elements) {
    assertThat(JsonBody.elements(Bytes.utf8(body)))
        .extracting(Bytes::asUtf8)
        .containsExactly(elements.replace("'", "").split(" / ", -1));
  }

  @Test
  void cutsByBytesAndNotByCharacters() {
    assertThat(JsonBody.elements(Bytes.utf8("\uFEFF[\"é€😀\", \"ü\"]")))
        .extracting(Bytes::asUtf8)
        .containsExactly("\"é€😀\"", "\"ü\"");
  }

  @Test
  void leavesUtf16Whole() {
    var body = Bytes.of("[1,2]".getBytes(StandardCharsets.UTF_16));
    assertThat(JsonBody.elements(body)).containsExactly(body);
  }
}
