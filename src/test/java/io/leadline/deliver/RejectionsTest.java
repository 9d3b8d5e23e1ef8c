package io.leadline.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.CallKind;
import io.leadline.event.EventId;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RejectionsTest {
  private static final CallKind CONTACT = CallKind.CREATE_CONTACT;

  @ParameterizedTest
  @CsvSource({
    "phone '+49 30 1' is no number, phone '004930' is no number, true",
    "ada@acme.example exists, grace@b.example exists, true",
    "contact 4711 is locked, contact 4712 is locked, true",
    "the \"lead source\" is wrong, the \"stage\" is wrong, true",
    "email is required, first_name is required, false",
  })
  void leavesAsideWhatTheWordsQuote(String one, String other, boolean same) {
    assertThat(words(one).equals(words(other))).isEqualTo(same);
  }

  @Test
  void countsAnEventOnce() {
    var rejections = new Rejections(2);
    for (int i = 0; i < 10; i++) {
      assertThat(rejections.add(CONTACT, event(1), reason("no"))).isFalse();
    }
    assertThat(rejections.add(CONTACT, event(2), reason("no"))).isTrue();
  }

  @Test
  void countsAnewWhenTheWordsChangeOrACallOfThatKindIsAccepted() {
    var rejections = new Rejections(3);
    rejections.add(CONTACT, event(1), reason("no"));
    rejections.add(CONTACT, event(2), reason("no"));
    rejections.accepted(CallKind.ADD_PROFILE);
    assertThat(rejections.add(CONTACT, event(3), reason("never"))).isFalse();
    rejections.add(CONTACT, event(4), reason("never"));
    rejections.accepted(CONTACT);
    assertThat(rejections.add(CONTACT, event(5), reason("never"))).isFalse();
  }

  private static String words(String sentence) {
    return Rejections.wordsOf(reason(sentence));
  }

  private static Reason reason(String sentence) {
    return new Reason(ReasonCode.CRM_REJECTED, sentence);
  }

  private static EventId event(int number) {
    return new EventId("01K%023d".formatted(number));
  }
}
