package io.leadline.source.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.source.Reading;
import io.leadline.source.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CognitoTest extends KeyedSourceContract {

  @Override
  Source source() {
    return new Cognito();
  }

  @Override
  String tool() {
    return "Cognito Forms";
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
    return Bytes.utf8(
        "{\"Form\":{\"Id\":\"12\",\"Name\":\"Demo\"},\"Id\":\"12-34\",\"Name\":{\"First\":\"%s\"},\"Email\":\"ada@example.com\"}"
            .formatted(text));
  }

  @Test
  void takesTheEmailOutOfItsLinkAndOfFilesTheAddress() {
    var entry =
        Bytes.utf8(
            "{\"Form\":{\"Id\":\"12\"},\"Entry\":{\"Number\":34},\"Email\":\"mailto:ada@example.com\","
                + "\"Brief\":[{\"File\":\"https://f.example/1\",\"ContentType\":\"x\"}],"
                + "\"Rows\":[{\"A\":1}]}");
    assertThat(answers(entry))
        .isEqualTo(
            Map.of(
                "Email", "ada@example.com",
                "Brief", List.of("https://f.example/1"),
                "Rows", List.of(Map.of("A", 1))));
    assertThat(cut(entry)).extracting("key").containsExactly("12:34");
  }

  private Map<String, ?> answers(Bytes body) {
    return ((Reading.Read) read(cut(body).get(0))).submission().answers();
  }
}
