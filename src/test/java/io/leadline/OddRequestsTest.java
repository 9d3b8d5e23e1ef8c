package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.leadline.event.State;
import io.leadline.sandbox.SandboxCrm;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.FilterChainProxy;

/** Whatever comes to a hook, through every filter of the whole server. */
@ExtendWith(OutputCaptureExtension.class)
class OddRequestsTest {
  private static final String MARK = "echo-me-not-7f3a";
  private static final int LIMIT = 1 << 20;

  @TempDir static Path folder;
  private static SandboxCrm crm;
  private static RunningLeadline leadline;

  @BeforeAll
  static void start() {
    crm = RunningLeadline.sandbox();
    leadline = RunningLeadline.start(folder, crm);
  }

  @AfterAll
  static void stop() {
    leadline.close();
    crm.close();
  }

  private static Stream<Arguments> oddBodies() {
    return Stream.of(
        Arguments.of("application/x-www-form-urlencoded", text("a=1&b=" + MARK)),
        Arguments.of("application/x-www-form-urlencoded", text("%zz=%&=&&" + MARK + "=%E4%")),
        Arguments.of(
            "multipart/form-data; boundary=" + MARK,
            text("--" + MARK + "\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n")),
        Arguments.of("multipart/form-data", text(MARK)),
        Arguments.of(
            "application/json; charset=ISO-8859-1",
            ("{\"name\":\"Jos\u00e9 " + MARK + "\"}").getBytes(StandardCharsets.ISO_8859_1)),
        Arguments.of("application/json; charset=no-such-charset", text("{\"a\":\"" + MARK + "\"}")),
        Arguments.of("application/octet-stream", new byte[] {0, 1, 2, (byte) 0xff, (byte) 0xfe, 0}),
        Arguments.of("application/json", new byte[0]),
        Arguments.of(
            "application/x-java-serialized-object", new byte[] {(byte) 0xac, (byte) 0xed, 0, 5}),
        Arguments.of("no type at all", text(MARK)),
        Arguments.of("text/" + MARK, text(MARK)));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oddBodies")
  void refusesAnUnsignedBody(String type, byte[] body) {
    var answer = leadline.post("typeform", body, Map.of("Content-Type", type, "X-Odd", MARK));

    assertRefused(answer, 401);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oddBodies")
  void takesASignedBodyThatNobodyCanReadAndKeepsItDead(String type, byte[] body) {
    var answer =
        leadline.post(
            "typeform",
            body,
            Map.of(
                "Content-Type",
                type,
                "Typeform-Signature",
                "sha256=" + Signing.hmacSha256(RunningLeadline.SECRET, body)));

    assertThat(answer.statusCode()).isEqualTo(200);
    var event = leadline.awaitState(RunningLeadline.eventOf(answer), State.DEAD);
    assertThat(event.summary().reason()).isNotNull();
    assertThat(event.summary().reason().code().code()).isEqualTo("unreadable");
    assertThat(event.event().body().array()).isEqualTo(body);
  }

  @Test
  void takesASignedBodyThatIsNotJsonAndKeepsItDead() {
    var answer = leadline.typeform("not json");

    assertThat(answer.statusCode()).isEqualTo(200);
    var event = leadline.awaitState(RunningLeadline.eventOf(answer), State.DEAD);
    assertThat(event.summary().reason()).isNotNull();
    assertThat(event.summary().reason().code().code()).isEqualTo("unreadable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS", "PATCH", "PROPFIND"})
  void refusesOtherMethods(String method) {
    var answer = answered("/hooks/typeform?a=" + MARK, method, BodyPublishers.ofString(MARK));

    assertRefused(answer, 405);
    assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
  }

  /** Two threads that write headers into one response broke it now and then. */
  @Test
  void letsNoOtherFilterWriteIntoTheAnswerOfAHook() {
    var webhook = new MockHttpServletRequest("POST", "/hooks/typeform");
    assertThat(leadline.bean(FilterChainProxy.class).getFilterChains())
        .filteredOn(chain -> chain.matches(webhook))
        .first()
        .satisfies(chain -> assertThat(chain.getFilters()).isEmpty());
    assertThat(leadline.typeform(Forms.demoRequestOf("plain", "plain@odd.example")).headers().map())
        .doesNotContainKeys("X-Frame-Options", "X-Content-Type-Options", "Cache-Control");
  }

  @Test
  void refusesHeadWithoutABody() {
    var answer = answered("/hooks/typeform", "HEAD", BodyPublishers.noBody());

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/hooks/" + MARK, "/hooks/", "/hooks", "/hooks/typeform/" + MARK})
  void knowsNoOtherHook(String path) {
    assertRefused(answered(path, "POST", BodyPublishers.ofString(MARK)), 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/hooks/typeform/",
        "/hooks/%74ypeform",
        "/hooks/typeform;a=" + MARK,
        "/hooks//typeform"
      })
  void knowsAHookHoweverItsAddressIsSpelled(String path) {
    assertRefused(answered(path, "POST", BodyPublishers.ofString(MARK)), 401);
  }

  @Test
  void refusesABodyThatSaysItIsTooLarge() {
    assertRefused(
        answered("/hooks/typeform", "POST", BodyPublishers.ofByteArray(new byte[LIMIT + 1])), 413);
  }

  @Test
  void refusesAChunkedBodyThatTurnsOutTooLarge() {
    var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[2 * LIMIT]));
    assertRefused(answered("/hooks/typeform", "POST", chunked), 413);
  }

  @Test
  void takesABodyOfExactlyTheLimit() {
    assertRefused(
        answered("/hooks/typeform", "POST", BodyPublishers.ofByteArray(new byte[LIMIT])), 401);
  }

  @Test
  void standsALongHeader() {
    var answer =
        leadline.post("typeform", text(MARK), Map.of("X-Long", MARK + "x".repeat(8 * 1024)));

    assertRefused(answer, 401);
  }

  @Test
  void logsNoTraceForAnyOfIt(CapturedOutput output) {
    leadline.post("typeform", new byte[] {1}, Map.of("Content-Type", "multipart/form-data"));

    assertThat(output.getAll()).doesNotContain("internal error", MARK);
    assertThat(leadline.caller().meter("leadline_internal_errors_total")).isZero();
  }

  private static HttpResponse<String> answered(
      String path, String method, HttpRequest.BodyPublisher body) {
    return leadline
        .caller()
        .answered(
            leadline
                .caller()
                .request(path)
                .header("Content-Type", "application/json")
                .header("X-Odd", MARK)
                .method(method, body)
                .build());
  }

  private static void assertRefused(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(JsonPath.<String>read(answer.body(), "$.error")).isNotBlank();
    assertThat(JsonPath.<String>read(answer.body(), "$.message")).isNotBlank();
    assertThat(answer.body() + answer.headers().map()).doesNotContainIgnoringCase(MARK);
  }
}
