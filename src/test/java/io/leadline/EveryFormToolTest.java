package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.leadline.event.Bytes;
import io.leadline.event.Event;
import io.leadline.event.EventId;
import io.leadline.event.Headers;
import io.leadline.event.HookName;
import io.leadline.event.Request;
import io.leadline.receive.Hook;
import io.leadline.receive.HookFiles;
import io.leadline.sandbox.SandboxCrm;
import io.leadline.source.Reading;
import io.leadline.source.Source;
import io.leadline.source.tool.Sources;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every form tool over real HTTP, each by a hook of its own: what is right, what is wrong, and what
 * is broken. Whatever comes in, the answer is one that the tool understands, and never an error of
 * ours.
 */
class EveryFormToolTest {
  private static final Path SHARED = Path.of("../shared/payloads");
  private static final Path CASES = Path.of("src/test/resources/source");

  /** A key as Standard Webhooks wants it, and long enough for who brings it along. */
  private static final String SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final String WRONG = "C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

  private static final Map<String, String> GENERIC = Map.of("verify", "bearer");

  /** What lies beside the webhooks: answers of a tool's API, and the inside of a webhook. */
  private static final List<String> NO_WEBHOOKS =
      List.of(
          "crm_v3_contact_read_activepieces.json",
          "invitee_resource_qa_all_types_koshilife.json",
          "graph_lead_response_official.json",
          "dex_form_response_all_answer_types_handmade.json");

  @TempDir private static Path folder;
  private static SandboxCrm crm;
  private static RunningLeadline server;
  private static Map<String, Hook> hooks;

  @BeforeAll
  static void start() {
    crm = RunningLeadline.sandbox();
    var routes = HookRoutes.in(folder.resolve("routes"));
    var more = new HashMap<String, String>();
    for (Source source : Sources.BUILT_IN) {
      routes.with(source.name(), source.name(), options(source));
      more.put(new HookName(source.name()).variable("SECRET"), "an-older-secret-0001 " + SECRET);
    }
    more.put("ROUTES_DIR", routes.folder().toString());
    hooks = new LinkedHashMap<>();
    new HookFiles(Sources.BUILT_IN, more)
        .read(routes.folder())
        .hooks()
        .forEach(hook -> hooks.put(hook.name().value(), hook));
    server = RunningLeadline.start(folder, crm, more);
  }

  private static Map<String, String> options(Source source) {
    return source.name().equals("generic") ? GENERIC : Map.of();
  }

  @AfterAll
  static void stop() {
    server.close();
    crm.close();
  }

  static List<String> tools() {
    return Sources.BUILT_IN.stream().map(Source::name).toList();
  }

  // ── real ones ─────────────────────────────────────────────────────────────────────────────────

  static Stream<Arguments> payloads() throws IOException {
    Assumptions.assumeTrue(Files.isDirectory(SHARED), "skipped: there is no " + SHARED);
    var payloads = Stream.<Arguments>builder();
    for (String tool : tools()) {
      var own = SHARED.resolve(tool.equals("gravity-forms") ? "gravityforms" : tool);
      for (Path file : filesIn(own)) {
        if (!NO_WEBHOOKS.contains(file.getFileName().toString())) {
          payloads.add(Arguments.of(tool, file));
        }
      }
    }
    return payloads.build();
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Prints a table: source, file, key, number of answers. */
  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("payloads")
  void takesWhatReallyTravelled(String tool, Path file) throws IOException {
    var request = request(tool, Files.readAllBytes(file), type(file));
    var answer = send(hooks.get(tool).proof().proven(request, SECRET));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    for (String id : ids(answer)) {
      var event = server.event(new EventId(id)).event();
      System.out.printf(
          "over HTTP: %-18s %-50s %-70s %s%n",
          tool, file.getFileName(), event.key(), answers(tool, event));
    }
  }

  /** Of a tool that says ids only the answers are fetched. */
  private static String answers(String tool, Event event) {
    var source = hooks.get(tool).source();
    if (source.fetch(event, Set.of()).isPresent()) {
      return "to be fetched";
    }
    var reading = source.read(event, null);
    assertThat(reading).isInstanceOf(Reading.Read.class);
    return ((Reading.Read) reading).submission().answers().size() + " answers";
  }

  // ── wrong ones ────────────────────────────────────────────────────────────────────────────────

  @ParameterizedTest
  @MethodSource("tools")
  void takesADeliveryOnceAndAnotherContentAsWell(String tool) throws IOException {
    var body = ownBody(tool);
    var ida = new Own(about("Ida", body.bytes()), body.type());
    var first = sendSigned(tool, ida);
    var second = sendSigned(tool, ida);
    var other = sendSigned(tool, new Own(about("Eve", body.bytes()), body.type()));

    assertThat(flags(first, "new")).as(first.body()).contains(true);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(flags(second, "duplicate")).as(second.body()).isNotEmpty().containsOnly(true);
    assertThat(flags(other, "new")).as(other.body()).contains(true);
  }

  @ParameterizedTest
  @MethodSource("tools")
  void refusesWhatIsNotProven(String tool) throws IOException {
    var body = ownBody(tool);
    var request = request(tool, body.bytes(), body.type());
    var proof = hooks.get(tool).proof();

    assertThat(send(request).statusCode()).as("nothing of a secret").isEqualTo(401);
    assertThat(send(proof.proven(request, WRONG)).statusCode()).as("a wrong one").isEqualTo(401);
    if (!proof.carriesSecret()) {
      var tampered = withBody(proof.proven(request, SECRET), about("Eve", body.bytes()));
      assertThat(send(tampered).statusCode()).as("a tampered body").isEqualTo(401);
    }
    var old = proof.proven(at(Instant.now().minus(Duration.ofHours(1)), request), SECRET);
    int status = send(old).statusCode();
    assertThat(status)
        .as("signed an hour ago")
        .isEqualTo(isTimed(request, proof.proven(request, SECRET), old) ? 401 : 200);
  }

  /** Whether the time makes a difference to what is sent. */
  private static boolean isTimed(Request request, Request now, Request old) {
    assertThat(now).isNotEqualTo(request);
    return !now.headers().equals(old.headers());
  }

  static Stream<Arguments> broken() {
    return tools().stream()
        .flatMap(
            tool ->
                Stream.of(
                    Arguments.of(tool, "truncated", 200),
                    Arguments.of(tool, "bad UTF-8", 200),
                    Arguments.of(tool, "empty", 200),
                    Arguments.of(tool, "nested 100 levels", 200),
                    Arguments.of(tool, "1 MiB of text", 413),
                    Arguments.of(tool, "nearly 1 MiB of text", 200)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("broken")
  void keepsWhatIsBroken(String tool, String how, int expected) throws IOException {
    var body = ownBody(tool);
    var answer = sendSigned(tool, new Own(broken(how, body.bytes()), body.type()));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
    if (expected == 200) {
      assertThat(ids(answer)).isNotEmpty();
      ids(answer).forEach(id -> assertThat(server.event(new EventId(id))).isNotNull());
    }
  }

  private static byte[] broken(String how, byte[] body) {
    return switch (how) {
      case "truncated" -> Arrays.copyOf(body, body.length / 2);
      case "bad UTF-8" -> badlyEncoded(body);
      case "empty" -> new byte[0];
      case "nested 100 levels" -> utf8("{\"a\":".repeat(100) + "1" + "}".repeat(100));
      case "1 MiB of text" -> utf8("{\"a\":\"" + "x".repeat(1 << 20) + "\"}");
      default -> utf8("{\"a\":\"" + "x".repeat((1 << 20) - 1000) + "\"}");
    };
  }

  private static byte[] badlyEncoded(byte[] body) {
    byte[] bad = body.clone();
    bad[bad.length / 2] = (byte) 0xff;
    return bad;
  }

  // ── what it takes ─────────────────────────────────────────────────────────────────────────────

  /** A body of our own, and how it is written. */
  private record Own(byte[] bytes, String type) {}

  private static Own ownBody(String tool) throws IOException {
    try (var files = Files.list(CASES.resolve(tool))) {
      var file =
          files
              .filter(it -> it.getFileName().toString().matches("[^.]+\\.(json|form|multipart)"))
              .sorted()
              .findFirst()
              .orElseThrow();
      return new Own(Files.readAllBytes(file), type(file));
    }
  }

  private static String type(Path file) {
    var name = file.getFileName().toString();
    if (name.endsWith(".multipart")) {
      return "multipart/form-data";
    }
    return name.endsWith(".form") ? "application/x-www-form-urlencoded" : "application/json";
  }

  /** About somebody else: in every fixture there is an Ada. */
  private static byte[] about(String name, byte[] body) {
    var text = new String(body, StandardCharsets.UTF_8);
    var other = text.replace("Ada", name).replace("ada", name.toLowerCase(Locale.ROOT));
    assertThat(other).as("a fixture without an Ada").isNotEqualTo(text);
    return utf8(other);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Request request(String tool, byte[] body, String type) {
    return new Request(
        new HookName(tool),
        "POST",
        server.root() + "/hooks/" + tool,
        Headers.of(Map.of("Content-Type", List.of(type))),
        Bytes.of(body),
        Instant.now());
  }

  private static Request withBody(Request request, byte[] body) {
    return new Request(
        request.hook(),
        request.method(),
        request.uri(),
        request.headers(),
        Bytes.of(body),
        request.receivedAt());
  }

  private static Request at(Instant time, Request request) {
    return new Request(
        request.hook(), request.method(), request.uri(), request.headers(), request.body(), time);
  }

  private static HttpResponse<String> sendSigned(String tool, Own body) {
    var request = request(tool, body.bytes(), body.type());
    return send(hooks.get(tool).proof().proven(request, SECRET));
  }

  private static HttpResponse<String> send(Request request) {
    var http =
        HttpRequest.newBuilder(URI.create(request.uri()))
            .timeout(Duration.ofSeconds(60))
            .POST(HttpRequest.BodyPublishers.ofByteArray(request.body().array()));
    request
        .headers()
        .asMap()
        .forEach((name, values) -> values.forEach(value -> http.header(name, value)));
    return server.caller().answered(http.build());
  }

  private static List<String> ids(HttpResponse<String> answer) {
    return JsonPath.read(answer.body(), "$.events[*].id");
  }

  private static List<Boolean> flags(HttpResponse<String> answer, String name) {
    return Objects.requireNonNull(JsonPath.read(answer.body(), "$.events[*]." + name));
  }
}
