package io.leadline.source.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.source.Reading;
import io.leadline.source.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FilloutTest extends KeyedSourceContract {

  @Override
  Source source() {
    return new Fillout();
  }

  @Override
  String tool() {
    return "Fillout";
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
        "{\"formId\":\"f-1\",\"submission\":{\"submissionId\":\"s-1\",\"questions\":[{\"id\":\"q1\",\"name\":\"Name\",\"type\":\"ShortAnswer\",\"value\":\"%s\"}]}}"
            .formatted(text));
  }

  @Test
  void takesASubmissionWithoutTheFormAroundIt() {
    var bare =
        Bytes.utf8(
            "{\"submissionId\":\"s-1\",\"questions\":[{\"id\":\"q1\",\"value\":[\"a\",\"b\"]}]}");
    assertThat(answers(bare)).isEqualTo(Map.of("q1", List.of("a", "b")));
    assertThat(cut(bare)).extracting("key").containsExactly("s-1");
  }

  @Test
  void keepsOfAPaymentWhatIsNobodysSecret() {
    var paid =
        Bytes.utf8(
            "{\"submissionId\":\"s-1\",\"payments\":[{\"id\":\"p\",\"value\":{\"totalAmount\":1000,"
                + "\"currency\":\"USD\",\"status\":\"succeeded\",\"stripeCustomerId\":\"cus_1\"}}]}");
    assertThat(answers(paid))
        .isEqualTo(Map.of("p", Map.of("amount", 1000, "currency", "USD", "status", "succeeded")));
  }

  private Map<String, ?> answers(Bytes body) {
    return ((Reading.Read) read(cut(body).get(0))).submission().answers();
  }
}
