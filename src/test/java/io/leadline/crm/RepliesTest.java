package io.leadline.crm;

import static io.leadline.event.CallKind.ADD_PROFILE;
import static io.leadline.event.CallKind.CREATE_CONTACT;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.CallResult;
import io.leadline.event.ConnectionName;
import io.leadline.event.CrmMode;
import io.leadline.event.Documents;
import io.leadline.event.Headers;
import io.leadline.event.Outcome;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepliesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Connection EU =
      new Connection(
          new ConnectionName("eu"),
          "https://crm.example/apis/public",
          "k3y-of-eu-0001",
          "org-1",
          "member-1",
          CrmMode.B2B,
          Map.of("member-9", "k3y-of-nine-0009"));

  // ── success ────────────────────────────────────────────────────────────────────────────────

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 400, 404, 429, 500, 503})
  void believesSuccessInTheBodyWhateverTheHttpCode(int status) {
    var outcome =
        meaning(
            CREATE_CONTACT,
            status,
            """
            {"status": "success", "data": {"contact_id": "c-1", "entity_id": "e-1"},
             "log": "Contact does not exist. Data will be inserted, Inserted new contact"}
            """);

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Accepted(
                new CallResult(
                    "c-1",
                    "e-1",
                    null,
                    "Contact does not exist. Data will be inserted, Inserted new contact")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":\"success\",\"data\":{\"contact_id\":42}}",
        "{\"status\":\" Success \",\"data\":[{\"contact_id\":\" 42 \"}]}",
        "{\"status\":\"success\",\"contact_id\":\"42\"}",
        "\uFEFF{\"status\":\"success\",\"data\":{\"contact_id\":\"42\"}}",
        "<br />\n<b>Warning</b>: Undefined index in x.php\n{\"status\":\"success\",\"data\":{\"contact_id\":42}}"
      })
  void findsTheContactIdHoweverItIsWritten(String body) {
    assertThat(meaning(CREATE_CONTACT, 200, body))
        .isEqualTo(new Outcome.Accepted(new CallResult("42", null, null, null)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":\"success\"}",
        "{\"status\":\"success\",\"data\":null}",
        "{\"status\":\"success\",\"data\":[]}",
        "{\"status\":\"success\",\"data\":{\"contact_id\":null}}",
        "{\"status\":\"success\",\"data\":{\"contact_id\":\"  \"}}",
        "{\"status\":\"success\",\"data\":{\"contact_id\":0}}",
        "{\"status\":\"success\",\"data\":{\"contact_id\":{\"a\":1}}}"
      })
  void acceptsASuccessWithoutAContactIdAndSaysThatThereIsNone(String body) {
    assertThat(meaning(CREATE_CONTACT, 200, body))
        .isEqualTo(new Outcome.Accepted(new CallResult(null, null, null, null)));
  }

  @Test
  void acceptsAProfile() {
    var outcome =
        meaning(
            ADD_PROFILE,
            200,
            """
            {"status": "success", "data": {"profile_id": 123, "profile_payload": {"summary": "x"},
             "profile_source": "Google"}}
            """);

    assertThat(outcome).isEqualTo(new Outcome.Accepted(new CallResult(null, null, "123", null)));
  }

  // ── errors in the body ─────────────────────────────────────────────────────────────────────

  /** One row a sentence of the CRM: call, HTTP code, sentence, outcome, reason code. */
  @ParameterizedTest(name = "{0} HTTP {1}: {2} → {3} {4}")
  @CsvFileSource(resources = "/crm/complaints.csv", numLinesToSkip = 1)
  void sortsTheCrmsComplaints(
      String call, int status, String sentence, String outcome, ReasonCode code) {
    var meant = meaning(CallKind.of(call), status, error(sentence));

    assertThat(meant.getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(reasonOf(meant).code()).isEqualTo(code);
  }

  @Test
  void keepsTheCrmsOwnWordsInARejection() {
    var outcome =
        meaning(
            CREATE_CONTACT,
            200,
            """
            {"status": "error",
             "data": ["Required field first_name is missing", "Required field email is missing"],
             "debug": ["Contact does not exist. Data will be inserted"],
             "required_fields": ["email"],
             "field_map": {"email": {"required": true, "type": "string"}}}
            """);

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Rejected(
                new Reason(
                    ReasonCode.CRM_REJECTED,
                    "The CRM refused createContact: Required field first_name is missing;"
                        + " Required field email is missing. Correct the mapping, or the value it"
                        + " sends, and replay.")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":\"error\",\"data\":\"Invalid contact_status\"}",
        "{\"status\":\"ERROR\",\"data\":[\"Invalid contact_status\"]}",
        "{\"status\":\"error\",\"data\":{\"message\":\"Invalid contact_status\"}}",
        "{\"status\":\"error\",\"message\":\"Invalid contact_status\"}",
        "{\"status\":\"error\",\"errors\":[{\"message\":\"Invalid contact_status\"}]}",
        "{\"status\":\"failed\",\"data\":null,\"error\":{\"detail\":\"Invalid contact_status\"}}"
      })
  void findsTheSentencesWhereverTheyStand(String body) {
    assertThat(sentence(meaning(CREATE_CONTACT, 400, body)))
        .startsWith("The CRM refused createContact: Invalid contact_status. Correct");
  }

  @Test
  void saysWhenTheCrmGaveNoReason() {
    assertThat(sentence(meaning(CREATE_CONTACT, 200, "{\"status\":\"error\"}")))
        .startsWith("The CRM refused createContact and gave no reason.");
  }

  @Test
  void weighsAnAccountThatIsRefusedMoreThanAMissingField() {
    var outcome =
        meaning(
            CREATE_CONTACT,
            200,
            "{\"status\":\"error\",\"data\":[\"Required field email is missing\",\"Invalid API"
                + " key\"]}");

    assertThat(outcome).isInstanceOf(Outcome.ConnectionAtFault.class);
  }

  @Test
  void doesNotTakeTheSubmissionsTextForAComplaintAboutTheAccount() {
    assertThat(meaning(CREATE_CONTACT, 200, error("Value 'invalid API key' is too long")))
        .isInstanceOf(Outcome.Rejected.class);
    assertThat(meaning(CREATE_CONTACT, 200, error("Invalid contact_source: Invalid API key")))
        .isInstanceOf(Outcome.Rejected.class);
  }

  @Test
  void explainsWhatToDoWhenTheMemberIsNotTheOwner() {
    var outcome =
        Replies.meaningOf(
            EU,
            call(ADD_PROFILE, "member-7"),
            answered(200, error("Only the member who owns the contact can add profiles to it")),
            NOW);

    assertThat(reasonOf(outcome).code()).isEqualTo(ReasonCode.NOT_THE_OWNER);
    assertThat(sentence(outcome))
        .contains("member 'member-7' does not own this contact", "contact_owner", "as_member")
        .contains("CRM_EU_MEMBER_KEYS");
  }

  @Test
  void blamesTheCallNotTheConnectionForAMemberThatTheCallNames() {
    var reply = answered(200, error("Invalid member_id"));

    assertThat(Replies.meaningOf(EU, call(CREATE_CONTACT, null), reply, NOW))
        .isInstanceOf(Outcome.ConnectionAtFault.class);
    assertThat(Replies.meaningOf(EU, call(CREATE_CONTACT, "member-7"), reply, NOW))
        .isInstanceOf(Outcome.Rejected.class)
        .extracting(RepliesTest::sentence)
        .asString()
        .contains("member 'member-7'", "contact_owner or as_member");
  }

  @Test
  void namesTheVariableToPutRight() {
    var key = answered(200, error("Invalid API key"));

    assertThat(sentence(Replies.meaningOf(EU, call(CREATE_CONTACT, null), key, NOW)))
        .contains("CRM_EU_API_KEY");
    assertThat(sentence(Replies.meaningOf(EU, call(CREATE_CONTACT, "member-9"), key, NOW)))
        .contains("CRM_EU_MEMBER_KEYS");
    assertThat(sentence(Replies.meaningOf(CREATE_CONTACT, key, NOW))).contains("CRM_API_KEY");
  }

  @Test
  void neverRepeatsAKey() {
    for (String key : List.of("k3y-of-eu-0001", "k3y-of-nine-0009")) {
      var reply = answered(200, error("Invalid contact_status for " + key));
      assertThat(sentence(Replies.meaningOf(EU, call(CREATE_CONTACT, null), reply, NOW)))
          .contains("***")
          .doesNotContain(key);
    }
    assertThat(sentence(meaning(CREATE_CONTACT, 200, error("Invalid API key: ab12cd34ef56"))))
        .contains("Invalid API key: ***")
        .doesNotContain("ab12cd34ef56");
  }

  @Test
  void masksAddressesAndNumbersOfPeople() {
    assertThat(
            sentence(
                meaning(
                    CREATE_CONTACT,
                    200,
                    error("Contact ada@acme.example with +49 170 1234567 is already there"))))
        .contains("Contact ***@*** with +*** is already there")
        .doesNotContain("ada", "170");
  }

  @Test
  void keepsAReasonBoundedHoweverMuchTheCrmSays() {
    var outcome = meaning(CREATE_CONTACT, 200, error("x".repeat(100_000)));

    assertThat(sentence(outcome).length()).isLessThan(500);
  }

  // ── no words of the CRM ────────────────────────────────────────────────────────────────────

  @ParameterizedTest(name = "HTTP {0} with {1} → {2} {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | <html>Welcome</html>   | Unknown           | ANSWER_LOST",
        "200 | ''                     | Unknown           | ANSWER_LOST",
        "204 | ''                     | Unknown           | ANSWER_LOST",
        "200 | {\"ok\":true}          | Unknown           | ANSWER_LOST",
        "200 | {\"status\":\"ok\"}    | Unknown           | ANSWER_LOST",
        "200 | {\"status\":200}       | Unknown           | ANSWER_LOST",
        "200 | [\"success\"]          | Unknown           | ANSWER_LOST",
        "200 | {\"status\":\"succ     | Unknown           | ANSWER_LOST",
        "301 | ''                     | ConnectionAtFault | CONNECTION_AT_FAULT",
        "302 | <html>Moved</html>     | ConnectionAtFault | CONNECTION_AT_FAULT",
        "307 | ''                     | ConnectionAtFault | CONNECTION_AT_FAULT",
        "400 | Bad request            | Rejected          | CRM_REJECTED",
        "401 | ''                     | ConnectionAtFault | CONNECTION_AT_FAULT",
        "402 | ''                     | ConnectionAtFault | CONNECTION_AT_FAULT",
        "403 | <html>Blocked</html>   | ConnectionAtFault | CONNECTION_AT_FAULT",
        "404 | <html>No</html>        | ConnectionAtFault | CONNECTION_AT_FAULT",
        "404 | {\"message\":\"No\"}   | ConnectionAtFault | CONNECTION_AT_FAULT",
        "405 | ''                     | ConnectionAtFault | CONNECTION_AT_FAULT",
        "407 | ''                     | ConnectionAtFault | CONNECTION_AT_FAULT",
        "408 | ''                     | RetryLater        | CRM_UNAVAILABLE",
        "409 | ''                     | Rejected          | CRM_REJECTED",
        "410 | ''                     | ConnectionAtFault | CONNECTION_AT_FAULT",
        "413 | ''                     | Rejected          | CRM_REJECTED",
        "422 | {\"message\":\"No\"}   | Rejected          | CRM_REJECTED",
        "425 | ''                     | RetryLater        | CRM_UNAVAILABLE",
        "429 | Slow down              | RetryLater        | RATE_LIMITED",
        "500 | <html>Oops</html>      | Unknown           | ANSWER_LOST",
        "500 | ''                     | Unknown           | ANSWER_LOST",
        "502 | <html>Gateway</html>   | Unknown           | ANSWER_LOST",
        "503 | ''                     | Unknown           | ANSWER_LOST",
        "504 | ''                     | Unknown           | ANSWER_LOST",
      })
  void letsTheHttpCodeDecideWhereTheBodySaysNothing(
      int status, String body, String outcome, ReasonCode code) {
    var meant = meaning(ADD_PROFILE, status, body);

    assertThat(meant.getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(reasonOf(meant).code()).isEqualTo(code);
  }

  @Test
  void takesA503WithRetryAfterAsNotDone() {
    var outcome =
        Replies.meaningOf(
            ADD_PROFILE,
            new Reply.Answered(503, header("Retry-After", "30"), Bytes.utf8("busy")),
            NOW);

    assertThat(outcome)
        .isEqualTo(
            new Outcome.RetryLater(
                new Reason(
                    ReasonCode.CRM_UNAVAILABLE,
                    "The CRM did not take addProfileToContact (HTTP 503). It is tried again"
                        + " later."),
                Duration.ofSeconds(30)));
  }

  @Test
  void doesNotReadABodyWithoutEnd() {
    var body = "{\"status\":\"success\",\"pad\":\"" + "x".repeat(Reply.MAX_BODY) + "\"}";

    assertThat(sentence(meaning(ADD_PROFILE, 200, body))).contains("more than 4 MiB");
  }

  @Test
  void saysWhereARedirectLeadsWithoutItsQuery() {
    var outcome =
        Replies.meaningOf(
            EU,
            call(CREATE_CONTACT, null),
            new Reply.Answered(
                301, header("Location", "https://u:p@www.crm.example/x?token=t0"), Bytes.EMPTY),
            NOW);

    assertThat(sentence(outcome))
        .contains("to https://www.crm.example/x.", "CRM_EU_BASE_URL")
        .doesNotContain("t0", "u:p");
  }

  @Test
  void tellsWhatAWrongAddressNeeds() {
    assertThat(sentence(Replies.meaningOf(EU, call(CREATE_CONTACT, null), answered(404, ""), NOW)))
        .contains("/createContact.php", "CRM_EU_BASE_URL (https://crm.example/apis/public)")
        .contains(Connection.DOCUMENTED_BASE_URL);
  }

  // ── no answer ──────────────────────────────────────────────────────────────────────────────

  @Test
  void knowsThatNothingHappenedWhereNothingWasSent() {
    var outcome =
        Replies.meaningOf(EU, call(ADD_PROFILE, null), new Reply.NoAnswer(false, "refused"), NOW);

    assertThat(outcome).isInstanceOf(Outcome.RetryLater.class);
    assertThat(reasonOf(outcome).code()).isEqualTo(ReasonCode.CRM_UNAVAILABLE);
    assertThat(sentence(outcome)).contains("(refused): nothing was sent", "CRM_EU_BASE_URL");
  }

  @ParameterizedTest
  @EnumSource(CallKind.class)
  void saysWhatARepetitionWouldDoWhereItMayHaveHappened(CallKind kind) {
    var outcome = Replies.meaningOf(kind, new Reply.NoAnswer(true, "no answer in time"), NOW);

    assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
    assertThat(reasonOf(outcome).code()).isEqualTo(ReasonCode.ANSWER_LOST);
    assertThat(sentence(outcome))
        .contains("no answer in time")
        .contains(kind == CREATE_CONTACT ? "may be repeated" : "may add it twice");
  }

  @Test
  void sortsWhatAnHttpClientThrows() {
    assertThat(Reply.NoAnswer.because(new ConnectException("x")))
        .isEqualTo(new Reply.NoAnswer(false, "connection refused"));
    assertThat(Reply.NoAnswer.because(new RuntimeException(new UnknownHostException("x"))))
        .isEqualTo(new Reply.NoAnswer(false, "unknown host"));
    assertThat(Reply.NoAnswer.because(new java.net.http.HttpConnectTimeoutException("x")))
        .isEqualTo(new Reply.NoAnswer(false, "could not connect"));
    assertThat(Reply.NoAnswer.because(new RuntimeException(new SocketTimeoutException("x"))))
        .isEqualTo(new Reply.NoAnswer(true, "no answer in time"));
    assertThat(Reply.NoAnswer.because(new java.net.SocketException("reset")))
        .isEqualTo(new Reply.NoAnswer(true, "the connection was cut"));
  }

  // ── Retry-After ────────────────────────────────────────────────────────────────────────────

  @ParameterizedTest(name = "Retry-After: {0} → {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "120                           | PT2M",
        "0                             | PT0S",
        "86400000                      | PT24000H",
        "Sun, 01 Mar 2026 10:05:00 GMT | PT5M",
        "Sun, 01 Mar 2026 09:00:00 GMT | PT0S",
        "-5                            |",
        "soon                          |",
        "''                            |",
        "99999999999999999999999       | PT2777777H46M39S",
      })
  void readsRetryAfterUncapped(String value, @Nullable Duration wait) {
    var outcome =
        Replies.meaningOf(
            CREATE_CONTACT,
            new Reply.Answered(429, header("retry-after", value), Bytes.EMPTY),
            NOW);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.RetryLater.class, later -> assertThat(later.retryAfter()).isEqualTo(wait));
  }

  @Test
  void passesRetryAfterOnWhereTheCallMayHaveHappened() {
    var outcome =
        Replies.meaningOf(
            CREATE_CONTACT, new Reply.Answered(500, header("Retry-After", "7"), Bytes.EMPTY), NOW);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Unknown.class,
            unknown -> assertThat(unknown.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
  }

  // ── helpers of this test ───────────────────────────────────────────────────────────────────

  private static Outcome meaning(CallKind kind, int status, String body) {
    return Replies.meaningOf(kind, answered(status, body), NOW);
  }

  private static Reply answered(int status, String body) {
    return new Reply.Answered(status, Headers.NONE, Bytes.utf8(body));
  }

  private static String error(String sentence) {
    return Documents.write(Map.of("status", "error", "data", List.of(sentence)));
  }

  private static Headers header(String name, String value) {
    return Headers.of(Map.of(name, List.of(value)));
  }

  private static Call call(CallKind kind, @Nullable String asMember) {
    return new Call(kind, Map.of(), asMember, List.of());
  }

  private static String sentence(Outcome outcome) {
    return reasonOf(outcome).sentence();
  }

  private static Reason reasonOf(Outcome outcome) {
    if (outcome instanceof Outcome.RetryLater later) {
      return later.reason();
    }
    if (outcome instanceof Outcome.Unknown unknown) {
      return unknown.reason();
    }
    if (outcome instanceof Outcome.Rejected rejected) {
      return rejected.reason();
    }
    if (outcome instanceof Outcome.ConnectionAtFault atFault) {
      return atFault.reason();
    }
    throw new AssertionError("was accepted: " + outcome);
  }
}
