package io.leadline.source.tool;

import static io.leadline.source.Deliveries.event;
import static io.leadline.source.Deliveries.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Documents;
import io.leadline.event.Documents.NotJson;
import io.leadline.event.Event;
import io.leadline.event.Fetched;
import io.leadline.event.Part;
import io.leadline.source.Deliveries;
import io.leadline.source.HookOptions;
import io.leadline.source.Reading;
import io.leadline.source.Source;
import io.leadline.source.body.BodyKind;
import io.leadline.source.body.Unexpected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Bodies and the submissions they give, as files: {@code source/{tool}/{case}.json} (or {@code
 * .form}, {@code .multipart}) is what is sent, {@code .expected.json} the submissions in the order
 * in which they are handled (without {@code body}), {@code .fetched.json} what is fetched, where
 * something is, {@code .options.json} what the hook's route file says, {@code .headers.json} the
 * headers that count.
 */
class SubmissionCasesTest {
  /** Under which names sources keep what was fetched. */
  private static final Set<String> FETCHED = Set.of("contact", "lead", "response");

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
          .filter(file -> file.getFileName().toString().matches("[^.]+\\.(json|form|multipart)"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new AssertionError("every source has cases under " + folder, e);
    }
  }

  private static void check(Source usual, Path body) throws Exception {
    var source = usual.with(HookOptions.of(texts(beside(body, ".options.json"))));
    var headers = new HashMap<>(texts(beside(body, ".headers.json")));
    headers.put("Content-Type", contentType(body));
    var parts = source.cut(post(bytes(body), headers));
    var documents = new ArrayList<@Nullable Object>();
    for (var part : parts) {
      documents.add(document(source, part, body));
    }
    assertThat(Documents.read(Documents.write(documents)))
        .isEqualTo(Documents.read(bytes(beside(body, ".expected.json"))));
  }

  private static Map<String, @Nullable Object> document(Source source, Part part, Path body)
      throws IOException, NotJson {
    var event = event(source, part, contentType(body));
    var fetched = fetched(source, event, body);
    var document = submission(source, event, fetched);
    assertThat(document.remove("body"))
        .as("the original")
        .isInstanceOfSatisfying(
            Map.class,
            original -> {
              if (fetched != null) {
                original.keySet().removeAll(FETCHED);
              }
              assertThat(original).isEqualTo(parsed(part.body(), contentType(body)));
            });
    return document;
  }

  private static Map<String, @Nullable Object> submission(
      Source source, Event event, @Nullable Fetched fetched) throws NotJson {
    var reading = source.read(event, fetched);
    assertThat(reading).isInstanceOf(Reading.Read.class);
    var read = ((Reading.Read) reading).submission();
    ShownForm.assertAgrees(source, read);
    var document = read.document();
    return Documents.readObject(Bytes.utf8(Documents.write(document)));
  }

  private static @Nullable Fetched fetched(Source source, Event event, Path body)
      throws IOException {
    return source.fetch(event, Set.of()).isEmpty()
        ? null
        : new Fetched.Found(bytes(beside(body, ".fetched.json")));
  }

  private static String contentType(Path body) {
    return Deliveries.contentType(body.getFileName().toString());
  }

  /** Nothing where there is no such file. */
  private static Map<String, String> texts(Path file) throws IOException, NotJson {
    var texts = new HashMap<String, String>();
    if (Files.exists(file)) {
      Documents.readObject(bytes(file)).forEach((key, value) -> texts.put(key, "" + value));
    }
    return texts;
  }

  private static Path beside(Path body, String ending) {
    return body.resolveSibling(body.getFileName().toString().replaceFirst("\\..*", ending));
  }

  private static @Nullable Object parsed(Bytes body, String contentType) {
    try {
      return Documents.read(
          Bytes.utf8(Documents.write(BodyKind.ANY.object(body, contentType).map())));
    } catch (Unexpected | NotJson e) {
      throw new AssertionError(e);
    }
  }

  private static Bytes bytes(Path file) throws IOException {
    return Bytes.of(Files.readAllBytes(file));
  }
}
