package io.leadline.mapping;

import static io.leadline.source.Deliveries.event;
import static io.leadline.source.Deliveries.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Call;
import io.leadline.event.CrmMode;
import io.leadline.event.Documents;
import io.leadline.event.Submission;
import io.leadline.source.Reading;
import io.leadline.source.Source;
import io.leadline.source.tool.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No tool's payments are among the answers that {@code include:} takes along. */
class IncludedPaymentsTest {
  private static final String MAPPING =
      """
      hook: demo
      createContact:
        email: ada@example.com
        first_name: Ada
        contact_status: Active
        contact_source: Website Form
        entity_name: Acme
        entity_label: Company
        entity_status: Active
      addProfileToContact:
        profile_source: Form
        include: all answers
        profile_payload: {summary: [A form]}
      """;

  /** Of every case of every tool: the title of each payment. */
  static Stream<Arguments> payments() throws IOException {
    var payments = Stream.<Arguments>builder();
    for (var source : Sources.BUILT_IN) {
      for (var submission : submissions(source)) {
        submission.labels().entrySet().stream()
            .filter(
                answer -> answer.getValue() instanceof Map<?, ?> it && it.containsKey("currency"))
            .forEach(it -> payments.add(Arguments.of(source.name(), it.getKey(), submission)));
      }
    }
    return payments.build();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("payments")
  void areLeftOut(String tool, String title, Submission submission) {
    assertThat(included(submission)).contains("\"summary\"").doesNotContain('"' + title + '"');
  }

  private static String included(Submission submission) {
    var files = new TreeMap<>(Map.of("demo.yaml", MAPPING));
    var compiled =
        MappingCompiler.compile(new MappingTexts(files), TestCatalogue.catalogue(), CrmMode.B2B);
    var decision = ((Compilation.Compiled) compiled).set().decide(submission);
    return ((Decision.Calls) decision)
        .calls().stream().map(Call::body).map(Documents::write).toList().get(1);
  }

  private static Iterable<Submission> submissions(Source source) throws IOException {
    try (var files = Files.list(Path.of("src/test/resources/source", source.name()))) {
      return files
          .filter(file -> file.getFileName().toString().matches("[^.]+\\.json"))
          .sorted()
          .map(IncludedPaymentsTest::bytes)
          .flatMap(body -> read(source, body))
          .toList();
    }
  }

  /** Nothing of what must be fetched first. */
  private static Stream<Submission> read(Source source, Bytes body) {
    return source.cut(post(body, Map.of("Content-Type", "application/json"))).stream()
        .map(part -> source.read(event(source, part), null))
        .filter(Reading.Read.class::isInstance)
        .map(reading -> ((Reading.Read) reading).submission());
  }

  private static Bytes bytes(Path file) {
    try {
      return Bytes.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
