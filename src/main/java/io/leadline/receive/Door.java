package io.leadline.receive;

import io.leadline.event.Bytes;
import io.leadline.event.Headers;
import io.leadline.event.HookName;
import io.leadline.event.Request;
import io.leadline.source.Handshake;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The servlet filter of {@code /hooks/*}. Answers at once what need not go further (the gate is
 * closed, no such hook, not a POST, too large), reads the body byte for byte, and leaves the whole
 * {@link Request} in the attribute {@link #REQUEST} for the route. Whatever happens behind it, the
 * caller gets JSON, and never a status that makes a sender give up a hook that exists.
 *
 * <p>Register it for {@code REQUEST} and {@code ASYNC}, with async supported, before every filter
 * that reads bodies or judges headers.
 */
public final class Door extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /** The request attribute that holds the {@link Request} as it came. */
  public static final String REQUEST = "io.leadline.request";

  static final String PATH = "/hooks/";
  private static final Duration OPENED = Duration.ofSeconds(10);

  private final transient Gate gate;
  private final transient Hooks hooks;
  private final transient DoorSettings settings;
  private final transient Refusals refusals;
  private final transient Clock clock;

  public Door(Gate gate, Hooks hooks, DoorSettings settings, Refusals refusals, Clock clock) {
    this.gate = gate;
    this.hooks = hooks;
    this.settings = settings;
    this.refusals = refusals;
    this.clock = clock;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    try {
      pass(request, response, chain);
    } catch (Refused refused) {
      write(refused.answer, response);
    } catch (IOException | ServletException | RuntimeException e) {
      broken(e, response);
    }
  }

  private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException, Refused {
    if (request.getDispatcherType() == DispatcherType.ASYNC) {
      // The route has run; its request and response were wrapped when it began.
      chain.doFilter(request, response);
      return;
    }
    if (!gate.enter()) {
      throw notOpen(request);
    }
    try {
      enter(request, response, chain);
    } finally {
      leave(request);
    }
  }

  private void enter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException, Refused {
    var hook = hook(request);
    if (!request.getMethod().equals("POST")) {
      throw withoutEvent(hook, request);
    }
    var webhook = webhook(hook.name(), request);
    request.setAttribute(REQUEST, webhook);
    chain.doFilter(new BytesOnly(request, webhook), safe(hook.name(), response));
  }

  /** Left when it is answered, which may be long after this thread is done with it. */
  private void leave(HttpServletRequest request) {
    if (request.isAsyncStarted()) {
      request.getAsyncContext().addListener(new Leaving(gate));
    } else {
      gate.leave();
    }
  }

  // ── what is answered at once ──────────────────────────────────────────────────────────────────

  private Refused notOpen(HttpServletRequest request) throws IOException {
    // A connection that is closed with something unread on it is reset, and the answer is lost.
    request.getInputStream().readNBytes(settings.bodyLimit());
    return new Refused(
        Answer.later(
                OPENED, "not_open", "Leadline is starting or stopping. Send it again in a moment.")
            // Or the next request on it would meet a port that closes.
            .with("Connection", "close"));
  }

  private Hook hook(HttpServletRequest request) throws Refused {
    return hooks.named(name(request)).orElseThrow(() -> new Refused(noHook()));
  }

  /** From the decoded path: a slash too many or an escaped letter still means the same hook. */
  private static String name(HttpServletRequest request) {
    String info = request.getPathInfo() == null ? "" : request.getPathInfo();
    String path = request.getServletPath() + info;
    return path.startsWith(PATH) ? path.substring(PATH.length()).replaceFirst("/+$", "") : "";
  }

  static Answer noHook() {
    return Answer.refused(
        404,
        "no_such_hook",
        "There is no hook at this address. Compare the URL in the form tool with the hook's: it"
            + " ends in /hooks/ and the hook's name.");
  }

  /** Some tools look at the address first. They are answered here: it brings no event. */
  private Refused withoutEvent(Hook hook, HttpServletRequest request) {
    var look =
        new Request(
            hook.name(),
            request.getMethod(),
            uri(request),
            headers(request),
            Bytes.EMPTY,
            clock.instant());
    return new Refused(
        hook.source()
            .handshake(look, hook.verifyTokens())
            .map(handshake -> answer(hook, handshake))
            .orElseGet(() -> notAPost(hook)));
  }

  private Answer answer(Hook hook, Handshake handshake) {
    if (handshake instanceof Handshake.Welcome welcome) {
      return Answer.welcome(welcome.text());
    }
    refusals.tell(hook.name(), 403, ((Handshake.Refused) handshake).why());
    return Answer.refused(
        403,
        "not_verified",
        "The token is not this hook's. Enter the value of "
            + hook.name().variable("VERIFY_TOKEN")
            + " as the verify token in the form tool.");
  }

  private Answer notAPost(Hook hook) {
    refusals.tell(hook.name(), 405, "not a POST");
    return Answer.refused(
            405, "not_a_post", "A hook takes POST only. Choose POST in the form tool.")
        .with("Allow", "POST");
  }

  // ── the request as it came ────────────────────────────────────────────────────────────────────

  private Request webhook(HookName hook, HttpServletRequest request) throws IOException, Refused {
    var body = body(hook, request);
    return new Request(
        hook, request.getMethod(), uri(request), headers(request), body, clock.instant());
  }

  /** Counted while reading: a chunked body does not say how long it is. */
  private Bytes body(HookName hook, HttpServletRequest request) throws IOException, Refused {
    int limit = settings.bodyLimit();
    if (request.getContentLengthLong() > limit) {
      throw tooLarge(hook);
    }
    byte[] body = read(hook, request, limit + 1);
    if (body.length > limit) {
      throw tooLarge(hook);
    }
    return Bytes.of(body);
  }

  /** Tomcat has answered 408 or 400 by itself when a read fails, and takes no other answer. */
  private byte[] read(HookName hook, HttpServletRequest request, int most) throws IOException {
    try {
      return request.getInputStream().readNBytes(most);
    } catch (SocketTimeoutException e) {
      refusals.count(hook, 408, "the sender stopped in the middle of the body");
      throw e;
    } catch (IOException e) {
      refusals.count(hook, 400, "the body broke off before its end");
      throw e;
    }
  }

  private Refused tooLarge(HookName hook) {
    String limit = settings.bodyLimit() + " bytes";
    refusals.count(hook, 413, "the body is larger than " + limit + ": raise BODY_LIMIT to take it");
    return new Refused(
        Answer.refused(413, "too_large", "The body is larger than " + limit + ", the most taken."));
  }

  private String uri(HttpServletRequest request) {
    String query = request.getQueryString();
    String publicUrl = settings.publicUrl();
    String url =
        publicUrl == null
            ? request.getRequestURL().toString()
            : publicUrl + request.getRequestURI();
    return query == null ? url : url + "?" + query;
  }

  private static Headers headers(HttpServletRequest request) {
    Map<String, List<String>> headers = new TreeMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name, Collections.list(request.getHeaders(name)));
    }
    return Headers.of(headers);
  }

  // ── the answer ────────────────────────────────────────────────────────────────────────────────

  private SafeResponse safe(HookName hook, HttpServletResponse response) {
    return new SafeResponse(
        response,
        status ->
            refusals.broken(
                "the route of hook " + hook,
                new IllegalStateException("it answered " + status + "; the sender was told 503")));
  }

  /** Committed: the caller was answered, or went away while it was. */
  private void broken(Exception error, HttpServletResponse response) throws IOException {
    if (!response.isCommitted()) {
      refusals.broken("the door of the hooks", error);
      response.reset();
      write(Answer.broken(), response);
    }
  }

  static void write(Answer answer, HttpServletResponse response) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    response.setContentLength(body.length);
    var out = response.getOutputStream();
    out.write(body);
    // Closed, so that nothing that runs behind the door can add to it.
    out.close();
  }

  private record Leaving(Gate gate) implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      gate.leave();
    }

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    /** Whoever listens is forgotten when it starts anew. */
    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }

  /** Ends the way of a request through the door. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Answer answer;

    Refused(Answer answer) {
      super(answer.body(), null, false, false);
      this.answer = answer;
    }
  }
}
