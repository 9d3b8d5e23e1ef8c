package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.leadline.event.EventId;
import io.leadline.event.State;
import io.leadline.sandbox.Contact;
import io.leadline.sandbox.SandboxCrm;
import io.leadline.source.tool.Sources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A form tool is connected by commands alone: new-hook, check, send. */
class NewHookTest {
  private static final Path SHARED =
      Path.of("../shared/payloads/tally/official_all_field_types.json");

  private static final Path CASES = Path.of("src/test/resources/source");

  @TempDir private Path folder;
  private Path routes;
  private Path mappings;
  private Map<String, String> environment;

  @BeforeEach
  void prepare() throws IOException {
    routes = HookRoutes.in(folder.resolve("routes")).folder();
    mappings = MappingsFolder.in(folder);
    environment = new HashMap<>();
    environment.put("JOURNAL_URL", "jdbc:sqlite:" + folder.resolve("none.db"));
    environment.put("ROUTES_DIR", routes.toString());
    environment.put("MAPPINGS_DIR", mappings.toString());
  }

  static Stream<Path> samples() {
    return Stream.of(CASES.resolve("tally/every-field-type.json"), SHARED).filter(Files::exists);
  }

  /** The e-mail of Tally's own example is blotted out: it is the one thing that is mended. */
  @ParameterizedTest
  @MethodSource("samples")
  void connectsTallyBySample(Path sample) throws IOException {
    var newHook = run("new-hook", "tally", "--source", "tally", "--sample", sample.toString());
    assertThat(newHook.code()).as(newHook.said()).isZero();
    assertThat(newHook.said())
        .contains("https://YOUR-HOST/hooks/tally", "TALLY_SECRET=", "docs/form-tools/tally.md");
    var check = run("check", mappings.toString());
    assertThat(check.code()).as(check.said()).isZero();
    assertThat(check.said()).contains("1 mapping is in order").doesNotContain("warning");

    var test = run("test", mappings.toString());
    assertThat(test.said()).contains("1 passed, 0 failed");

    mendTheEmail(mappings.resolve("tally.yaml"));
    assertThat(run("test", mappings.toString()).said()).contains("0 passed, 1 failed");
    mendTheCase(mappings.resolve("tally.cases.yaml"));
    environment.put("TALLY_SECRET", secretIn(newHook.said()));
    try (SandboxCrm crm = RunningLeadline.sandbox();
        RunningLeadline server = RunningLeadline.start(folder, crm, environment)) {
      var sent = run("send", "tally", sample.toString(), "--to", server.root());
      assertThat(sent.code()).as(sent.said()).isZero();
      assertThat(sent.said()).startsWith("200 {\"events\"");
      server.awaitState(eventIn(sent.said()), State.DELIVERED);
      assertThat(crm.contacts()).extracting(Contact::email).containsExactly("ada@example.com");
      assertThat(crm.contacts().get(0).profiles()).hasSize(1);

      assertThat(run("send", "tally", sample.toString(), "--to", server.root()).said())
          .contains("It was there already.");
    }
  }

  private static void mendTheEmail(Path mapping) throws IOException {
    var text = Files.readString(mapping);
    var mended = text.replace("email: $.q.email | trim | lower", "email: ada@example.com");
    assertThat(mended).isNotEqualTo(text);
    Files.writeString(mapping, mended);
  }

  /** A server takes up only what comes out as the cases say. */
  private static void mendTheCase(Path cases) throws IOException {
    var text = Files.readString(cases);
    var mended =
        text.substring(0, text.indexOf("  expect:\n"))
            + "  expect: {createContact: {email: ada@example.com}}\n";
    Files.writeString(cases, mended);
  }

  private static String secretIn(String said) {
    var secret = Pattern.compile("_SECRET=([0-9a-f]{32})").matcher(said);
    assertThat(secret.find()).as(said).isTrue();
    return secret.group(1);
  }

  private static EventId eventIn(String said) {
    var id = Pattern.compile("\"id\":\"([0-9A-Z]{26})\"").matcher(said);
    assertThat(id.find()).as(said).isTrue();
    return new EventId(id.group(1));
  }

  /** Whatever a tool's sample holds, what is written is in order. */
  @ParameterizedTest
  @MethodSource("sources")
  void writesWhatCheckTakes(String tool, Path sample) {
    var written = run("new-hook", "some-" + tool, "--source", tool, "--sample", sample.toString());
    assertThat(written.code()).as(written.said()).isZero();
    var check = run("check", mappings.toString());
    assertThat(check.code()).as(check.said()).isZero();

    environment.put(
        ("some-" + tool).toUpperCase(Locale.ROOT).replace('-', '_') + "_SECRET",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    var dry = run("send", "some-" + tool, sample.toString(), "--dry-run");
    assertThat(dry.code()).as(dry.said()).isZero();
    assertThat(dry.said())
        .startsWith("POST http://localhost:8080/hooks/some-" + tool)
        .doesNotContain("MfKQ9r8");
  }

  static Stream<Arguments> sources() throws IOException {
    var samples = Stream.<Arguments>builder();
    for (var source : Sources.BUILT_IN) {
      try (var files = Files.list(CASES.resolve(source.name()))) {
        files
            .filter(it -> it.getFileName().toString().matches("[^.]+\\.(json|form|multipart)"))
            .filter(it -> !it.getFileName().toString().startsWith("nearly"))
            .sorted()
            .findFirst()
            .ifPresent(file -> samples.add(Arguments.of(source.name(), file)));
      }
    }
    return samples.build();
  }

  @Test
  void beginsWithoutASample() throws IOException {
    var made = run("new-hook", "acme", "--source", "generic");
    assertThat(made.code()).as(made.said()).isZero();
    assertThat(made.said())
        .contains("/hooks/acme?key=THE-SECRET")
        .contains("./leadline forms --hook acme", "--source generic --sample FILE --force")
        .doesNotContain("./leadline send");
    assertThat(Files.readString(mappings.resolve("acme.yaml")))
        .contains("CHANGE THIS", "forms --hook acme", "--source generic --sample FILE --force")
        .doesNotContain("of the sample");
    assertThat(run("check", mappings.toString()).code()).isZero();
    assertThat(mappings.resolve("acme.cases.yaml")).doesNotExist();
  }

  /** Its bodies hold no answers: no sample helps. */
  @Test
  void makesNoMappingOfIds() throws IOException {
    var sample = CASES.resolve("meta/a-lead.json").toString();
    var made = run("new-hook", "ads", "--source", "meta", "--sample", sample);
    assertThat(made.code()).as(made.said()).isZero();
    assertThat(made.said())
        .contains("The sample says ids only", "forms --hook ads")
        .doesNotContain("--force");
    assertThat(Files.readString(mappings.resolve("ads.yaml"))).doesNotContain("--sample");
    assertThat(mappings.resolve("ads.cases.yaml")).doesNotExist();
  }

  static Stream<Arguments> variables() {
    return Stream.of(
        Arguments.of("tally", List.of("MY_HOOK_SECRET=[0-9a-f]{32} .*a suggestion.*")),
        Arguments.of("calendly", List.of("MY_HOOK_SECRET=[0-9a-f]{32} .*")),
        Arguments.of("formspree", List.of("MY_HOOK_SECRET='...' .*signing secret.*")),
        Arguments.of(
            "hubspot",
            List.of(
                "MY_HOOK_SECRET='...' .*the client secret of the app.*",
                "MY_HOOK_TOKEN='...' .*access token.*")),
        Arguments.of(
            "meta",
            List.of(
                "MY_HOOK_SECRET='...' .*the app secret.*",
                "MY_HOOK_VERIFY_TOKEN=[0-9a-f]{32} .*a suggestion.*",
                "MY_HOOK_TOKEN='...' .*page token.*")),
        Arguments.of(
            "surveymonkey",
            List.of(
                "MY_HOOK_SECRET='...' .*CLIENT_ID&CLIENT_SECRET.*",
                "MY_HOOK_TOKEN='...' .*access token.*")));
  }

  /** A secret that the tool makes is not made up here. */
  @ParameterizedTest
  @MethodSource("variables")
  void namesEveryVariableAndSuggestsOnlyWhatMayBeChosen(String tool, List<String> expected) {
    var lines =
        run("new-hook", "my-hook", "--source", tool)
            .said()
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith("MY_HOOK_"))
            .toList();
    assertThat(lines).hasSameSizeAs(expected);
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i)).matches(expected.get(i));
    }
  }

  @Test
  void overwritesNothingUnlessToldTo() throws IOException {
    Files.writeString(mappings.resolve("acme.yaml"), "mine");
    var made = run("new-hook", "acme", "--source", "tally");
    assertThat(made.code()).isEqualTo(2);
    assertThat(made.said()).contains("acme.yaml is there already");
    assertThat(routes.resolve("hook-acme.camel.yaml")).doesNotExist();

    assertThat(run("new-hook", "acme", "--source", "tally", "--force").code()).isZero();
    assertThat(Files.readString(mappings.resolve("acme.yaml"))).contains("hook: acme");
  }

  @Test
  void saysThatCasesOfTheMappingBeforeStay() throws IOException {
    var sample = CASES.resolve("tally/every-field-type.json").toString();
    run("new-hook", "acme", "--source", "tally", "--sample", sample);
    var cases = Files.readString(mappings.resolve("acme.cases.yaml"));

    var again = run("new-hook", "acme", "--source", "tally", "--force");

    assertThat(again.said())
        .contains("acme.cases.yaml stays: its cases are of the mapping that was there before");
    assertThat(Files.readString(mappings.resolve("acme.cases.yaml"))).isEqualTo(cases);
  }

  @Test
  void writesNothingWhereSomethingIsWrong() {
    environment.put("CRM_MODE", "b2x");
    var sample = CASES.resolve("tally/every-field-type.json").toString();
    var made = run("new-hook", "acme", "--source", "tally", "--sample", sample);
    assertThat(made.code()).isEqualTo(2);
    assertThat(made.said()).contains("CRM_MODE 'b2x' is no mode; it is b2b or b2c");
    assertThat(routes.resolve("hook-acme.camel.yaml")).doesNotExist();
    assertThat(mappings.resolve("acme.yaml")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "zoho, ; there are activecampaign,",
    "Tally, ; did you mean 'tally'? There are activecampaign,",
    "typefrom, ; did you mean 'typeform'? There are activecampaign,"
  })
  void namesTheSourcesThatThereAre(String word, String rest) {
    var made = run("new-hook", "acme", "--source", word);
    assertThat(made.code()).isEqualTo(2);
    assertThat(made.said()).contains("'" + word + "' is not a source" + rest);
  }

  @Test
  void saysThatASampleIsNotOfTheTool() throws IOException {
    var file = Files.writeString(folder.resolve("x.json"), "{}", StandardCharsets.UTF_8);
    var made = run("new-hook", "acme", "--source", "tally", "--sample", file.toString());
    assertThat(made.code()).isEqualTo(2);
    assertThat(made.said())
        .contains("the sample is not what tally sends: expected a Tally webhook");
    assertThat(mappings.resolve("acme.yaml")).doesNotExist();
  }

  @Test
  void sendsToNobodyWithoutASecretOrAHook() throws IOException {
    var file = Files.writeString(folder.resolve("x.json"), "{}", StandardCharsets.UTF_8).toString();
    run("new-hook", "other", "--source", "tally");
    assertThat(run("send", "acme", file).said()).contains("there is no hook 'acme'");
    run("new-hook", "acme", "--source", "tally");
    assertThat(run("send", "acme", file).said()).contains("ACME_SECRET is not set");
    environment.put("ACME_SECRET", "0123456789abcdef");
    var nobody = run("send", "acme", file, "--to", "http://localhost:1");
    assertThat(nobody.code()).isEqualTo(1);
    assertThat(nobody.said()).contains("nobody answers at http://localhost:1");
  }

  @Test
  void sendsNothingWhereLeadlineWouldNotStart() throws IOException {
    run("new-hook", "acme", "--source", "generic");
    var route = routes.resolve("hook-acme.camel.yaml");
    Files.writeString(route, Files.readString(route).replace("expression: key", "expression: kye"));
    var file = Files.writeString(folder.resolve("x.json"), "{}").toString();

    var refused = run("send", "acme", file);

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.said())
        .contains("the route files are refused, here and where Leadline starts:")
        .containsPattern("hook-acme.camel.yaml:\\d+:\\d+: option 'verify': ")
        .doesNotContain("there is no hook");
  }

  /** As a proxy between might put them. */
  @Test
  void printsNothingThatSteersTheTerminal() throws IOException {
    run("new-hook", "acme", "--source", "tally");
    environment.put("ACME_SECRET", "0123456789abcdef");
    var file = Files.writeString(folder.resolve("x.json"), "{}").toString();
    var proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    proxy.createContext("/", exchange -> answer(exchange, "\u001b[2Jgone\n"));
    proxy.start();
    try {
      var root = "http://localhost:" + proxy.getAddress().getPort();
      var sent = run("send", "acme", file, "--to", root);
      assertThat(sent.code()).isEqualTo(1);
      assertThat(sent.said()).startsWith("502 \\u001b[2Jgone");
    } finally {
      proxy.stop(0);
    }
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    exchange.sendResponseHeaders(502, body.length());
    try (exchange) {
      exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
    }
  }

  private CommandLineOf.Result run(String... arguments) {
    return new CommandLineOf(environment).run(arguments);
  }
}
