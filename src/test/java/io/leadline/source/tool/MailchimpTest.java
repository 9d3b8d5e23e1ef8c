package io.leadline.source.tool;

import static io.leadline.source.Deliveries.NOW;
import static io.leadline.source.Deliveries.SECRET;
import static io.leadline.source.Deliveries.hexHmac;
import static io.leadline.source.Deliveries.post;
import static io.leadline.source.Forms.form;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.source.Handshake;
import io.leadline.source.Reading;
import io.leadline.source.Secrets;
import io.leadline.source.Source;
import io.leadline.source.Verification.Verified;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MailchimpTest extends KeyedSourceContract {

  @Override
  Source source() {
    return new Mailchimp();
  }

  @Override
  String tool() {
    return "Mailchimp";
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
    return form("type", "starship.launched", "data[id]", "m-1");
  }

  @Override
  Bytes bodyWithText(String text) {
    return form("type", "subscribe", "data[id]", "m-1", "data[merges][FNAME]", text);
  }

  @Test
  void takesASignatureWhereThereIsOneAndNothingElseThen() {
    var seconds = NOW.getEpochSecond();
    var signature = hexHmac(SECRET, Bytes.utf8(seconds + "."), body());
    var header = "t=%d,v1=%s".formatted(seconds, signature);
    assertThat(verify(body(), Map.of("X-Mailchimp-Signature", header), SECRET))
        .isEqualTo(new Verified("t-v1", 1));
    assertThat(
            why(
                verify(
                    body(),
                    Map.of("X-Mailchimp-Signature", "t=1,v1=00", "X-Leadline-Key", SECRET),
                    SECRET)))
        .startsWith("the time in X-Mailchimp-Signature is ");
  }

  /** It makes its request signed, as the tool does by now. */
  @Override
  @Test
  void acceptsWhatItHasProvenItself() {
    var proven = source().proof().proven(post(body(), Map.of()), SECRET);
    assertThat(proven.headers().first("X-Mailchimp-Signature")).isPresent();
    assertThat(verify(proven, SECRET)).isInstanceOf(Verified.class);
  }

  @Test
  void isWelcomeToLookAtTheAddress() {
    assertThat(source().handshake(post(Bytes.EMPTY, Map.of()), Secrets.NONE))
        .contains(new Handshake.Welcome(""));
  }

  @Test
  void isKeyedByWhatHappenedToWhomWhen() {
    var body = form("type", "subscribe", "fired_at", "2026-09-30 11:58:00", "data[id]", "m-1");
    assertThat(cut(body)).extracting("key").containsExactly("subscribe:m-1:2026-09-30T11:58:00");
  }

  @Test
  void readsAChangedAddressAsWhatItIs() {
    var body =
        form(
            "type", "upemail",
            "data[list_id]", "l-1",
            "data[new_id]", "m-2",
            "data[new_email]", "ada@new.example",
            "data[old_email]", "ada@old.example");
    assertThat(answers(body))
        .isEqualTo(Map.of("new_email", "ada@new.example", "old_email", "ada@old.example"));
  }

  private Map<String, ?> answers(Bytes body) {
    return ((Reading.Read) read(cut(body).get(0))).submission().answers();
  }
}
