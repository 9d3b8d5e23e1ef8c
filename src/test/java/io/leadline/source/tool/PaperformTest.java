package io.leadline.source.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.source.Reading;
import io.leadline.source.Source;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaperformTest extends KeyedSourceContract {

  @Override
  Source source() {
    return new Paperform();
  }

  @Override
  String tool() {
    return "Paperform";
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
  Bytes bodyOfUnknownType() {
    return Bytes.utf8(
        "{\"form_id\": \"f-1\", \"submission_id\": \"s-1\", \"trigger\": \"starship.launched\", \"data\": []}");
  }

  @Override
  Bytes bodyWithText(String text) {
    return Bytes.utf8(
        "{\"form_id\":\"f-1\",\"submission_id\":\"s-1\",\"trigger\":\"submission\",\"data\":[{\"title\":\"Name\",\"key\":\"k1\",\"custom_key\":\"name\",\"value\":\"%s\"}]}"
            .formatted(text));
  }

  @Test
  void tellsWhatIsNotFinishedByItsContent() {
    var partial = Bytes.utf8("{\"form_id\":\"f-1\",\"submission_id\":null,\"data\":[]}");
    assertThat(cut(partial).get(0).key()).startsWith("sha256:");
    assertThat(cut(partial).get(0).window()).isEqualTo(Duration.ofDays(1));
    assertThat(answers(partial)).isEmpty();
  }

  private Map<String, ?> answers(Bytes body) {
    return ((Reading.Read) read(cut(body).get(0))).submission().answers();
  }
}
