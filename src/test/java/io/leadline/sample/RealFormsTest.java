package io.leadline.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.crm.Catalogue;
import io.leadline.event.CrmMode;
import io.leadline.mapping.Compilation;
import io.leadline.mapping.MappingCompiler;
import io.leadline.mapping.MappingTexts;
import io.leadline.mapping.cases.MappingCases;
import io.leadline.source.tool.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mappings as a person would write them for five real forms, run on what the form tools really
 * sent, where those payloads are at hand, and on submissions of our own in the same shape.
 */
class RealFormsTest {
  private static final Path REAL = Path.of("src/test/resources/mapping/real");
  private static final Path SHARED = Path.of("../shared/payloads");

  private static Path copies;

  @BeforeAll
  static void in(@TempDir Path folder) {
    copies = folder;
  }

  @Test
  void theMappingsCompileWithoutAWord() {
    assertThat(compiled(mappings()).warnings()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ours")
  void readOurOwnSubmissions(MappingCases.Result result) {
    assertThat(result.differences()).as(result.toString()).isEmpty();
  }

  static List<MappingCases.Result> ours() {
    var results = run("our-own", REAL.resolve("our-own"));
    assertThat(results).hasSizeGreaterThanOrEqualTo(5);
    return results;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("theirs")
  void readWhatReallyTravelled(MappingCases.Result result) {
    assertThat(result.differences()).as(result.toString()).isEmpty();
  }

  /** What skips all cases at once is counted nowhere: this one is. */
  @Test
  void hasTheRealPayloadsAtHand() {
    assumePayloads();

    assertThat(theirs()).isNotEmpty();
  }

  private static void assumePayloads() {
    Assumptions.assumeTrue(Files.isDirectory(SHARED), "skipped: there is no " + SHARED);
  }

  static List<MappingCases.Result> theirs() {
    assumePayloads();
    copyPayloads();
    var results = run("as-they-are", copies);
    assertThat(results).hasSizeGreaterThanOrEqualTo(8);
    return results;
  }

  /** As they are; where that cannot become a contact, once more with what is missing. */
  private static void copyPayloads() {
    String tally = payload("tally/official_all_field_types.json");
    String jotform = payload("jotform/wire/zulip_response.crlf.multipart");
    String invitee = payload("calendly/invitee_resource_qa_all_types_koshilife.json");
    copy("typeform.json", payload("typeform/official_example_2018.json"));
    copy("tally.json", tally);
    copy("tally-with-an-address.json", tally.replace("[email protected]", "ada@acme.example"));
    copy("jotform.multipart", jotform);
    copy(
        "jotform-with-an-address.multipart",
        jotform.replace("\"q35_grade\"", "\"q40_email\":\"ada@acme.example\",\"q35_grade\""));
    copy("calendly.json", payload("calendly/invitee_created_calendlyr.json"));
    copy("calendly-with-answers.json", webhook(invitee, "invitee.created"));
    copy("calendly-canceled.json", webhook(invitee, "invitee.canceled"));
    copy("fillout.json", payload("fillout/pipedream_new_submission_instant.json"));
  }

  /** What Calendly's API answers about an invitee, as its webhook sends it. */
  private static String webhook(String answer, String event) {
    return answer.replaceFirst("\"resource\":", "\"event\": \"" + event + "\", \"payload\":");
  }

  private static String payload(String name) {
    return text(SHARED.resolve(name));
  }

  private static void copy(String name, String text) {
    try {
      Files.writeString(copies.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ── the mappings and their cases ───────────────────────────────────────────────────────────────

  private static List<MappingCases.Result> run(String cases, Path requests) {
    var files = new TreeMap<>(mappings());
    files.putAll(yamlIn(REAL.resolve(cases)));
    return MappingCases.run(
        new MappingTexts(files),
        compiled(files).set(),
        new CaseRequests(hook -> Optional.empty(), Sources::find, requests));
  }

  private static Compilation.Compiled compiled(Map<String, String> files) {
    Compilation compilation =
        MappingCompiler.compile(new MappingTexts(files), Catalogue.documented(), CrmMode.B2B);
    assertThat(compilation).as("%s", compilation).isInstanceOf(Compilation.Compiled.class);
    return (Compilation.Compiled) compilation;
  }

  private static Map<String, String> mappings() {
    return yamlIn(REAL);
  }

  private static Map<String, String> yamlIn(Path folder) {
    var files = new TreeMap<String, String>();
    try (Stream<Path> paths = Files.list(folder)) {
      paths
          .filter(path -> path.toString().endsWith(".yaml"))
          .forEach(path -> files.put(path.getFileName().toString(), text(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
