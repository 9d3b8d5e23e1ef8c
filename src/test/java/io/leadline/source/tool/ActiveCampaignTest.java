package io.leadline.source.tool;

import static io.leadline.source.Forms.form;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.source.Reading;
import io.leadline.source.Source;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActiveCampaignTest extends KeyedSourceContract {

  @Override
  Source source() {
    return new ActiveCampaign();
  }

  @Override
  String tool() {
    return "ActiveCampaign";
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
    return form("type", "starship.launched", "contact[id]", "7");
  }

  @Override
  Bytes bodyWithText(String text) {
    return form("type", "subscribe", "contact[id]", "7", "contact[first_name]", text);
  }

  @Test
  void readsAContactWithoutAnEmail() {
    assertThat(answers(form("contact[id]", "7", "contact[fields][Team size]", "12")))
        .isEqualTo(Map.of("id", "7", "Team size", "12"));
  }

  @Test
  void isKeyedByWhatHappenedToWhomWhenWhereThatIsSaid() {
    var body =
        form("type", "subscribe", "date_time", "2026-09-30T11:58:00-05:00", "contact[id]", "7");
    assertThat(cut(body))
        .extracting("key")
        .containsExactly("subscribe:7:2026-09-30T11:58:00-05:00");
    assertThat(cut(body()).get(0).window()).isEqualTo(Duration.ofDays(1));
  }

  private Map<String, ?> answers(Bytes body) {
    return ((Reading.Read) read(cut(body).get(0))).submission().answers();
  }
}
