package io.leadline.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.ConnectionName;
import io.leadline.event.CrmMode;
import io.leadline.event.Headers;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForcedErrorTest {
  private static final Connection EU =
      new Connection(
          new ConnectionName("eu"),
          "https://crm.example/apis/public",
          "key-1",
          "org-1",
          "member-1",
          CrmMode.B2B);

  @Test
  void sendsCredentialsAloneSoThatNothingIsCreated() {
    assertThat(ForcedError.request(EU).path()).isEqualTo("/createContact.php");
    assertThat(ForcedError.request(EU).body()).containsOnlyKeys("api_key", "org_id", "member_id");
  }

  @Test
  void findsAnAccountHealthyThatSendsItsFieldMap() {
    assertThat(
            diagnose(
                "{\"status\":\"error\",\"data\":[\"Required field email is missing\"],"
                    + "\"field_map\":{\"email\":{}}}"))
        .isEqualTo(new Diagnosis.Healthy(Optional.of("{\"email\":{}}")));
  }

  @Test
  void findsAnAccountHealthyThatOnlyNamesTheMissingField() {
    assertThat(diagnose("{\"status\":\"error\",\"data\":\"Required field first_name is missing\"}"))
        .isEqualTo(new Diagnosis.Healthy(Optional.empty()));
  }

  @Test
  void findsAnAccountAtFaultEvenWhereAFieldMapComesWithIt() {
    assertThat(
            diagnose(
                "{\"status\":\"error\",\"data\":[\"Invalid API key\"],\"field_map\":{\"a\":{}}}"))
        .isInstanceOfSatisfying(
            Diagnosis.AtFault.class,
            atFault -> assertThat(atFault.reason().sentence()).contains("CRM_EU_API_KEY"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | <html>",
        "200 | ''",
        "500 | ''",
        "429 | ''",
        "400 | ''",
        "200 | {\"status\":\"error\",\"data\":[\"Nope\"]}",
        "200 | {\"status\":\"error\",\"data\":[\"Please try again later\"]}"
      })
  void staysUnclearWhereTheAnswerSaysNothingOfTheAccount(int status, String body) {
    var reply = new Reply.Answered(status, Headers.NONE, Bytes.utf8(body));

    assertThat(ForcedError.diagnose(reply))
        .isInstanceOfSatisfying(
            Diagnosis.Unclear.class,
            unclear -> assertThat(unclear.reason().sentence()).isNotBlank());
  }

  @Test
  void staysUnclearWhereNoAnswerCame() {
    assertThat(ForcedError.diagnose(EU, new Reply.NoAnswer(false, "refused")))
        .isInstanceOf(Diagnosis.Unclear.class);
  }

  private static Diagnosis diagnose(String body) {
    return ForcedError.diagnose(EU, new Reply.Answered(200, Headers.NONE, Bytes.utf8(body)));
  }
}
