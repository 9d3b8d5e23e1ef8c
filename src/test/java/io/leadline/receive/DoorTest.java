package io.leadline.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadline.event.ConnectionName;
import io.leadline.event.Event;
import io.leadline.event.Fetched;
import io.leadline.event.Happening;
import io.leadline.event.HookName;
import io.leadline.event.Part;
import io.leadline.event.Request;
import io.leadline.source.Handshake;
import io.leadline.source.Proof;
import io.leadline.source.Reading;
import io.leadline.source.Secrets;
import io.leadline.source.Source;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What cannot be brought about over real HTTP; the rest is in {@code HookDoorTest}. */
class DoorTest {
  private static final HookName DEMO = new HookName("demo");

  private final FakeJournal journal = new FakeJournal();
  private final List<Happening> told = new ArrayList<>();
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  @ParameterizedTest
  @CsvSource({
    ", http://localhost:8080/hooks/demo?a=%3A&b",
    "https://hooks.acme.com, https://hooks.acme.com/hooks/demo?a=%3A&b",
    "https://acme.com/in//, https://acme.com/in/hooks/demo?a=%3A&b",
    "' ', http://localhost:8080/hooks/demo?a=%3A&b",
  })
  void keepsTheUrlAsTheSenderCalledIt(@Nullable String publicUrl, String expected)
      throws Exception {
    var request = post("x");
    request.setServerPort(8080);
    request.setQueryString("a=%3A&b");

    assertThat(passed(door(publicUrl), request).uri()).isEqualTo(expected);
  }

  @Test
  void showsThoseBehindItNothingButTheBytes() throws Exception {
    var request = post("a=1");
    request.setContentType("application/x-www-form-urlencoded");
    request.setQueryString("b=2");
    request.addParameter("b", "2");
    request.addHeader("CamelHttpUri", "http://localhost");

    door(null)
        .doFilter(
            request,
            response,
            (passed, answer) -> {
              var seen = (HttpServletRequest) passed;
              assertThat(seen.getContentType()).isEqualTo("application/octet-stream");
              assertThat(seen.getHeaderNames().hasMoreElements()).isFalse();
              assertThat(seen.getHeader("CamelHttpUri")).isNull();
              assertThat(seen.getParameterMap()).isEmpty();
              assertThat(seen.getQueryString()).isNull();
              assertThat(seen.getRequestURI()).isEqualTo("/hooks/demo");
              assertThat(seen.getInputStream().readAllBytes())
                  .isEqualTo("a=1".getBytes(StandardCharsets.UTF_8));
            });

    assertThat(told).isEmpty();
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new SocketTimeoutException(), 408, "stopped in the middle"),
        Arguments.of(new IOException("connection reset"), 400, "broke off before its end"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void countsABodyThatDoesNotArriveWhole(IOException failure, int status, String why)
      throws Exception {
    var request =
        new MockHttpServletRequest("POST", "/hooks/demo") {
          @Override
          public ServletInputStream getInputStream() {
            return new DelegatingServletInputStream(new BrokenStream(failure));
          }
        };
    request.setServletPath("/hooks/demo");

    door(null).doFilter(request, response, DoorTest::notReached);

    assertThat(journal.rejected).containsExactly(DEMO);
    assertThat(told.get(0)).asString().contains(String.valueOf(status), why);
    assertThat(response.getStatus()).isEqualTo(503);
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 410, 500, 502, 504})
  void letsNoStatusOutOnWhichASenderGivesUp(int status) throws Exception {
    through((request, answer) -> ((HttpServletResponse) answer).setStatus(status));

    assertThat(response.getStatus()).isEqualTo(503);
    assertThat(response.getHeader("Retry-After")).isEqualTo("60");
    assertThat(response.getContentAsString()).contains("\"error\":\"internal_error\"");
    assertThat(told)
        .singleElement()
        .asString()
        .contains("the route of hook demo", "it answered " + status);
  }

  @Test
  void letsNoErrorPageAndNoRedirectOut() throws Exception {
    through((request, answer) -> ((HttpServletResponse) answer).sendRedirect("/login"));

    assertThat(response.getStatus()).isEqualTo(503);
    assertThat(response.getRedirectedUrl()).isNull();
  }

  static Stream<Exception> exceptions() {
    return Stream.of(
        new IllegalStateException("a bug"),
        new ServletException("a bug"),
        new IOException("a bug"));
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void answersWhenThoseBehindItThrow(Exception bug) throws Exception {
    through(
        (request, answer) -> {
          answer.getOutputStream().write('x');
          throwAny(bug);
        });

    assertThat(response.getStatus()).isEqualTo(503);
    assertThat(response.getContentAsString()).startsWith("{\"error\":\"internal_error\"");
    assertThat(told).containsExactly(new Happening.DefectFound("the door of the hooks", bug));
  }

  @ParameterizedTest
  @CsvSource({
    "hooks.acme.com, 'PUBLIC_URL is ''hooks.acme.com''; it must be a URL without a query'",
    "https://acme.com?a=1, PUBLIC_URL is",
    "ftp://acme.com, PUBLIC_URL is",
  })
  void refusesAPublicUrlThatIsNone(String url, String message) {
    assertThatThrownBy(() -> new DoorSettings(url, 1)).hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MAX_VALUE})
  void refusesABodyLimitThatIsNone(int limit) {
    assertThatThrownBy(() -> new DoorSettings(null, limit))
        .hasMessage("the body limit is " + limit + " bytes; it must be between 1 byte and 2 GiB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void answersAToolThatLooksAtTheAddress(String method) throws Exception {
    var look = look(method);
    look.setQueryString("challenge=42&token=t0ken");

    door(null, new Greeting()).doFilter(look, response, DoorTest::notReached);

    assertThat(response.getStatus()).isEqualTo(200);
    assertThat(response.getContentType()).startsWith("text/plain");
    assertThat(response.getContentAsString()).isEqualTo("42");
    assertThat(told).isEmpty();
  }

  @Test
  void refusesALookWithAWrongTokenAndSaysWhyToTheOperatorOnly() throws Exception {
    var look = look("GET");
    look.setQueryString("challenge=42&token=guessed");

    door(null, new Greeting()).doFilter(look, response, DoorTest::notReached);

    assertThat(response.getStatus()).isEqualTo(403);
    assertThat(response.getContentAsString()).contains("DEMO_VERIFY_TOKEN").doesNotContain("42");
    assertThat(told)
        .containsExactly(new Happening.WebhookRefused(DEMO, 403, "the token is another one"));
  }

  @Test
  void takesNoLookForAToolThatMakesNone() throws Exception {
    door(null).doFilter(look("GET"), response, DoorTest::notReached);

    assertThat(response.getStatus()).isEqualTo(405);
    assertThat(response.getHeader("Allow")).isEqualTo("POST");
  }

  private static MockHttpServletRequest look(String method) {
    var request = new MockHttpServletRequest(method, "/hooks/demo");
    request.setServletPath("/hooks/demo");
    return request;
  }

  /** A form tool that wants its challenge back. */
  private static final class Greeting implements Source {
    private final SignedSource signed = new SignedSource("signed");

    @Override
    public Optional<Handshake> handshake(Request request, Secrets tokens) {
      return Optional.of(
          tokens.values().stream().anyMatch(token -> request.uri().endsWith("token=" + token))
              ? new Handshake.Welcome("42")
              : new Handshake.Refused("the token is another one"));
    }

    @Override
    public String name() {
      return signed.name();
    }

    @Override
    public Proof proof() {
      return signed.proof();
    }

    @Override
    public List<Part> cut(Request request) {
      return signed.cut(request);
    }

    @Override
    public Reading read(Event event, @Nullable Fetched fetched) {
      return signed.read(event, fetched);
    }
  }

  private void through(FilterChain chain) throws Exception {
    door(null).doFilter(post("x"), response, chain);
  }

  private Request passed(Door door, HttpServletRequest request) throws Exception {
    door.doFilter(request, response, (passed, answer) -> {});
    return (Request) request.getAttribute(Door.REQUEST);
  }

  private Door door(@Nullable String publicUrl) {
    return door(publicUrl, new SignedSource("signed"));
  }

  private Door door(@Nullable String publicUrl, Source source) {
    var gate = new Gate();
    gate.open();
    var hook =
        new Hook(
            DEMO,
            source,
            source.proof(),
            ConnectionName.DEFAULT,
            Secrets.of("s"),
            Secrets.of("t0ken"));
    return new Door(
        gate,
        Hooks.of(List.of(hook)),
        new DoorSettings(publicUrl, DoorSettings.DEFAULT_BODY_LIMIT),
        new Refusals(journal.journal(), told::add),
        Clock.systemUTC());
  }

  private static MockHttpServletRequest post(String body) {
    var request = new MockHttpServletRequest("POST", "/hooks/demo");
    request.setServletPath("/hooks/demo");
    request.setContent(body.getBytes(StandardCharsets.UTF_8));
    return request;
  }

  private static void notReached(Object request, Object response) {
    throw new AssertionError("a body that is not whole must not pass");
  }

  @SuppressWarnings("unchecked")
  private static <E extends Exception> void throwAny(Exception bug) throws E {
    throw (E) bug;
  }

  /** A stream that fails after its first byte. */
  private static final class BrokenStream extends InputStream {
    private final IOException failure;
    private boolean begun;

    BrokenStream(IOException failure) {
      this.failure = failure;
    }

    @Override
    public int read() throws IOException {
      if (begun) {
        throw failure;
      }
      begun = true;
      return 'x';
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      target[offset] = (byte) read();
      return 1;
    }
  }
}
