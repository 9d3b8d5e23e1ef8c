package io.leadline.source;

import static io.leadline.source.Deliveries.event;
import static io.leadline.source.Deliveries.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Documents;
import io.leadline.event.Documents.NotJson;
import io.leadline.event.Fetched;
import io.leadline.event.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Bodies and the submissions they give, as files: {@code source/{tool}/{case}.json} is what is
 * sent, {@code .expected.json} the submissions in the order in which they are handled (without
 * {@code body}), {@code .contact.json} what is fetched, where something is.
 */
class SubmissionCasesTest {
  private static final Path FOLDER = Path.of("src/test/resources/source");

  @TestFactory
  Stream<DynamicTest> givesTheExpectedSubmissions() {
    return Sources.BUILT_IN.stream().flatMap(SubmissionCasesTest::cases);
  }

  private static Stream<DynamicTest> cases(Source source) {
    var cases = bodies(FOLDER.resolve(source.name()));
    assertThat(cases).as("cases of %s", source.name()).isNotEmpty();
    return cases.stream()
        .map(
            body ->
                DynamicTest.dynamicTest(
                    source.name() + "/" + body.getFileName(), () -> check(source, body)));
  }

  private static List<Path> bodies(Path folder) {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("[^.]+\\.json"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new AssertionError("every source has cases under " + folder, e);
    }
  }

  private static void check(Source source, Path body) throws IOException, NotJson {
    var parts = source.cut(post(bytes(body), Map.of()));
    var documents = new ArrayList<@Nullable Object>();
    for (var part : parts) {
      documents.add(document(source, part, body));
    }
    assertThat(Documents.read(Documents.write(documents)))
        .isEqualTo(Documents.read(bytes(beside(body, ".expected.json"))));
  }

  private static Map<String, @Nullable Object> document(Source source, Part part, Path body)
      throws IOException, NotJson {
    var document = submission(source, part, fetched(source, part, body));
    assertThat(document.remove("body"))
        .as("the original")
        .isInstanceOfSatisfying(
            Map.class,
            original -> {
              original.remove("contact");
              assertThat(original).isEqualTo(parsed(part.body()));
            });
    return document;
  }

  private static Map<String, @Nullable Object> submission(
      Source source, Part part, @Nullable Fetched fetched) throws NotJson {
    var reading = source.read(event(source, part), fetched);
    assertThat(reading).isInstanceOf(Reading.Read.class);
    var document = ((Reading.Read) reading).submission().document();
    return Documents.readObject(Bytes.utf8(Documents.write(document)));
  }

  private static @Nullable Fetched fetched(Source source, Part part, Path body) throws IOException {
    return source.fetch(event(source, part), Set.of()).isEmpty()
        ? null
        : new Fetched.Found(bytes(beside(body, ".contact.json")));
  }

  private static Path beside(Path body, String ending) {
    return body.resolveSibling(body.getFileName().toString().replace(".json", ending));
  }

  private static @Nullable Object parsed(Bytes json) {
    try {
      return Documents.read(json);
    } catch (NotJson e) {
      throw new AssertionError(e);
    }
  }

  private static Bytes bytes(Path file) throws IOException {
    return Bytes.of(Files.readAllBytes(file));
  }
}
