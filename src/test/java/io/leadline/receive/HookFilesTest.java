package io.leadline.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.ConnectionName;
import io.leadline.event.HookName;
import io.leadline.source.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HookFilesTest {
  private static final String DEMO =
      """
      - route:
          id: hook-demo
          from:
            uri: platform-http:/hooks/demo
            parameters:
              httpMethodRestrict: POST
              useStreaming: true
            steps:
              - setVariable:
                  name: source
                  expression:
                    constant:
                      expression: typeform
              - setVariable:
                  name: connection
                  constant:
                    expression: emea
              - to:
                  uri: direct:receive
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @Test
  void readsTheHooksThatLeadlineComesWith() {
    var found = read(Path.of("routes"));

    assertThat(found.problems()).isEmpty();
    assertThat(found.hooks())
        .extracting(Hook::name)
        .contains(new HookName("hubspot"), new HookName("typeform"));
  }

  @Test
  void learnsSourceConnectionAndSecretsOfAHook() throws IOException {
    write("hook-demo.camel.yaml", DEMO);

    assertThat(read(folder).hooks())
        .singleElement()
        .satisfies(
            hook -> {
              assertThat(hook.name()).isEqualTo(new HookName("demo"));
              assertThat(hook.source().name()).isEqualTo("typeform");
              assertThat(hook.connection()).isEqualTo(new ConnectionName("emea"));
              assertThat(hook.secrets().values()).containsExactly("one", "two");
            });
  }

  @Test
  void takesTheDefaultConnectionAndNoSecretWhereNoneIsSaid() throws IOException {
    write(
        "hook-my-form.camel.yaml",
        DEMO.replace("/hooks/demo", "/hooks/my-form")
            .replaceFirst("(?s)      - setVariable:\\s+name: connection.*?(?=      - to)", ""));

    assertThat(read(folder).hooks())
        .singleElement()
        .satisfies(
            hook -> {
              assertThat(hook.connection()).isEqualTo(ConnectionName.DEFAULT);
              assertThat(hook.secrets().isEmpty()).isTrue();
              assertThat(hook.secretVariable()).isEqualTo("MY_FORM_SECRET");
            });
  }

  @Test
  void readsTheFormThatKaotoSaves() throws IOException {
    write(
        "hook-demo.camel.yaml",
        """
        - route:
            id: hook-demo
            from:
              uri: platform-http
              parameters:
                path: /hooks/demo
                useStreaming: true
              steps:
                - setVariable:
                    name: source
                    expression:
                      constant:
                        expression: hubspot
                - to:
                    uri: direct
                    parameters:
                      name: receive
        """);

    assertThat(read(folder).problems()).isEmpty();
    assertThat(read(folder).hooks())
        .extracting(hook -> hook.name() + " " + hook.source().name())
        .containsExactly("demo hubspot");
  }

  @Test
  void readsTheShortForm() throws IOException {
    write(
        "hook-demo.camel.yaml",
        """
        - from:
            uri: platform-http:hooks/demo?httpMethodRestrict=POST&useStreaming=true
            steps:
              - setVariable:
                  name: source
                  constant: hubspot
              - choice:
                  when:
                    - simple: ${body} != null
                      steps:
                        - to: direct:receive
        """);

    assertThat(read(folder).problems()).isEmpty();
    assertThat(read(folder).hooks()).extracting(Hook::name).containsExactly(new HookName("demo"));
  }

  @Test
  void passesOverRoutesThatAreNoHooks() throws IOException {
    write("hook-demo.camel.yaml", DEMO);
    write("receive.camel.yaml", "- route: {id: receive, from: {uri: 'direct:receive'}}\n");
    write("status.camel.yaml", "- route: {from: {uri: 'platform-http:/hooked'}}\n");
    write("empty.camel.yaml", "");
    write("notes.txt", "{ not: [yaml");

    assertThat(read(folder).problems()).isEmpty();
    assertThat(read(folder).hooks()).hasSize(1);
  }

  @Test
  void verifiesAsTheRouteFileSays() throws IOException {
    write("hook-demo.camel.yaml", with("verify", "none"));

    assertThat(read(folder).hooks())
        .singleElement()
        .satisfies(
            hook -> {
              assertThat(hook.isOpen()).isTrue();
              assertThat(hook.warnings())
                  .containsExactly(
                      "hook 'demo' is not verified: its route file says verify: none, so anybody may"
                          + " send");
            });
  }

  @Test
  void warnsOfASecretThatIsAllThereIsAndShort() throws IOException {
    write("hook-demo.camel.yaml", with("verify", "key"));

    assertThat(read(folder).hooks())
        .singleElement()
        .extracting(Hook::warnings)
        .isEqualTo(
            List.of(
                "hook 'demo' is protected by its secret alone, and that is short: set DEMO_SECRET to"
                    + " 32 random letters or digits, and enter it at the form tool"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          verify    | hmack      | 9:49  | option 'verify': 'hmack' is not known: write one of basic, bearer, hmac, key, none, t-v1
          verify    | hmac       | 4:12  | option 'signature-header': it must be set with a setVariable step, as it is needed for verify: hmac
          verify    | t-v1       | 4:12  | option 'signature-header': it must be set with a setVariable step, as it is needed for verify: t-v1
          """)
  void saysWhichOptionItCannotTake(String option, String value, String position, String message)
      throws IOException {
    write("hook-demo.camel.yaml", with(option, value));

    assertThat(read(folder).problems())
        .extracting(HookProblem::toString)
        .containsExactly(folder.resolve("hook-demo.camel.yaml") + ":" + position + ": " + message);
    assertThat(read(folder).hooks()).isEmpty();
  }

  /** Only one of the two can count, and nobody would see which. */
  @Test
  void refusesAnOptionThatIsSetTwice() throws IOException {
    write("hook-demo.camel.yaml", with("source", "hubspot"));

    assertThat(read(folder).problems())
        .singleElement()
        .asString()
        .endsWith("'source' is set twice: leave the step that you mean, as one alone");
    assertThat(read(folder).hooks()).isEmpty();
  }

  private static String with(String option, String value) {
    return DEMO.replace(
        "      steps:\n",
        "      steps:\n        - setVariable: {name: %s, constant: %s}\n".formatted(option, value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          expression: typeform | expression: typefrom | 13:29 | 'typefrom' is not a source: did you mean 'typeform'? (known: hubspot, typeform)
          expression: typeform | expression: zoho     | 13:29 | 'zoho' is not a source: known: hubspot, typeform
          name: source         | name: tool           | 4:12  | the hook does not say which form tool calls it: add a setVariable step with name source and a constant (hubspot, typeform)
          expression: emea     | expression: EMEA     | 17:27 | 'EMEA' is not a connection's name (small letters, digits and '-')
          name: connection     | name: conection      | 17:27 | 'conection' is not an option of a hook: did you mean 'connection'? (known: connection, id-header, secret-field, secret-header, secret-parameter, signature-encoding, signature-hash, signature-header, signature-of, signature-part, signature-prefix, source, timestamp-header, timestamp-unit, tolerance, verify)
          direct:receive       | direct:recieve       | 4:12  | no step leads to direct:receive: the hook would answer without storing anything
          useStreaming: true   | useStreaming: false  | 4:12  | add useStreaming: true to the parameters: without it bodies that are not UTF-8 are lost
          /hooks/demo          | /hooks/Demo Form     | 4:12  | 'Demo Form' is not a hook's name (small letters, digits and '-'), as in platform-http:/hooks/demo-form
          /hooks/demo          | /hooks               | 4:12  | '' is not a hook's name (small letters, digits and '-'), as in platform-http:/hooks/demo-form
          /hooks/demo          | /hooks/{name}        | 4:12  | '{name}' is not a hook's name (small letters, digits and '-'), as in platform-http:/hooks/demo-form
          /hooks/demo          | /hooks/other         | 4:12  | hook 'other' belongs in a file of its own, named hook-other.camel.yaml
          platform-http:       | http:                | 0     | it has no route from platform-http:/hooks/demo, so it is no hook
          - setVariable        | - [                  | 9:12  | this is not YAML: expected the node content, but found ':'
          """)
  void saysWhatIsWrongAndWhere(String good, String bad, String position, String message)
      throws IOException {
    write("hook-demo.camel.yaml", DEMO.replaceFirst(Pattern.quote(good), bad));

    var found = read(folder);

    String where = position.equals("0") ? "" : ":" + position;
    assertThat(found.problems())
        .extracting(HookProblem::toString)
        .contains(folder.resolve("hook-demo.camel.yaml") + where + ": " + message);
    assertThat(found.hooks()).isEmpty();
  }

  @Test
  void refusesOneHookInTwoFiles() throws IOException {
    write("hook-demo.camel.yaml", DEMO);
    write("hook-demo2.camel.yaml", DEMO);

    assertThat(read(folder).problems())
        .extracting(HookProblem::message)
        .contains(
            "hook 'demo' is defined a second time: first in "
                + folder.resolve("hook-demo.camel.yaml"));
    assertThat(read(folder).hooks()).hasSize(1);
  }

  @Test
  void saysThatAFolderHoldsNoHook() {
    assertThat(read(folder).problems())
        .containsExactly(
            new HookProblem(
                folder.toString(),
                0,
                0,
                "no hook is here: add a route file as hook-typeform.camel.yaml"));
  }

  @Test
  void saysThatThereIsNoFolder() {
    assertThat(read(folder.resolve("gone")).problems())
        .singleElement()
        .asString()
        .endsWith("there is no such folder: start Leadline where routes/ lies, or set ROUTES_DIR");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00e4", "a: \u0000"})
  void saysThatAFileIsNoText(String text) throws IOException {
    Files.write(folder.resolve("hook-demo.camel.yaml"), text.getBytes(StandardCharsets.ISO_8859_1));

    assertThat(read(folder).problems())
        .singleElement()
        .extracting(HookProblem::message)
        .asString()
        .matches("(this is not YAML: |the file cannot be read: is it UTF-8).*");
  }

  private static HookFiles.Found read(Path folder) {
    var sources = List.<Source>of(new SignedSource("typeform"), new SignedSource("hubspot"));
    return new HookFiles(sources, Map.of("DEMO_SECRET", "one two")).read(folder);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
