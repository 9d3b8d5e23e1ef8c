package io.leadline.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Call;
import io.leadline.event.CrmMode;
import io.leadline.event.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Old events are explained with the texts that they name, by an engine of the same version: what
 * the same texts make may not change without another version. {@code engine-outcomes.txt} holds, by
 * section of {@code good.txt}, a hash of what it made; {@code -Ddocs.write=true} adds what is new,
 * and writes all of it anew after the version was raised.
 */
class EngineVersionTest {
  private static final Path FILE = Path.of("src/test/resources/mapping/engine-outcomes.txt");

  /** In this order: a path may meet all of them. */
  private static final Map<String, Object> ANSWERS =
      inOrder(
          Map.entry("email", " Ada@Acme.example "),
          Map.entry("work_email", "ada@acme.example"),
          Map.entry("name", "Dr. Ada van der Berg"),
          Map.entry("Your name", Map.of("first", "Ada", "last", "Lovelace")),
          Map.entry("topics", List.of("API", "", "CRM")),
          Map.entry("interests", List.of("API")),
          Map.entry("phone", "+44 20 7946 0958"),
          Map.entry("role", "ceo"),
          Map.entry("calls", false),
          Map.entry("budget", 60_000),
          Map.entry("value", List.of()),
          Map.entry("many", List.of("a", "b")),
          Map.entry("matrix", Map.of("Row 1", "yes")),
          Map.entry("news", true));

  @Test
  void theSameTextsMakeTheSameInOneVersion() throws IOException {
    Map<String, String> made = made();
    if (Boolean.getBoolean("docs.write")) {
      write(made);
    }
    Map<String, String> recorded = recorded();
    assertThat(recorded.remove("engine"))
        .as("raised? then make the file anew: -Ddocs.write=true")
        .isEqualTo(MappingHash.ENGINE_VERSION);
    assertThat(made.keySet()).as("new? -Ddocs.write=true adds it").isEqualTo(recorded.keySet());
    assertThat(made)
        .as("the same texts make other calls: raise MappingHash.ENGINE_VERSION")
        .isEqualTo(recorded);
  }

  @SafeVarargs
  private static Map<String, Object> inOrder(Map.Entry<String, Object>... answers) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Map.Entry<String, Object> answer : answers) {
      map.put(answer.getKey(), answer.getValue());
    }
    return map;
  }

  private static void write(Map<String, String> made) throws IOException {
    Map<String, String> lines = new LinkedHashMap<>(made);
    Map<String, String> before = recorded();
    if (MappingHash.ENGINE_VERSION.equals(before.get("engine"))) {
      lines.replaceAll(before::getOrDefault);
    }
    StringBuilder text = new StringBuilder("engine\t" + MappingHash.ENGINE_VERSION + "\n");
    lines.forEach((title, hash) -> text.append(title).append('\t').append(hash).append('\n'));
    Files.writeString(FILE, text);
  }

  private static Map<String, String> recorded() throws IOException {
    Map<String, String> recorded = new TreeMap<>();
    if (Files.exists(FILE)) {
      for (String line : Files.readAllLines(FILE)) {
        int tab = line.lastIndexOf('\t');
        recorded.put(line.substring(0, tab), line.substring(tab + 1));
      }
    }
    return recorded;
  }

  private static Map<String, String> made() {
    Map<String, String> made = new TreeMap<>();
    for (Sections good : Sections.read("/mapping/good.txt")) {
      CrmMode mode = good.title().contains("b2c") ? CrmMode.B2C : CrmMode.B2B;
      var compiled =
          (Compilation.Compiled)
              MappingCompiler.compile(good.texts(), TestCatalogue.catalogue(), mode);
      StringBuilder outcomes = new StringBuilder();
      for (String name : compiled.set().names()) {
        for (String hook : compiled.set().hooksOf(name)) {
          outcomes.append(outcome(compiled.set().decide(Submissions.of(hook, ANSWERS))));
        }
      }
      made.put(good.title(), Bytes.utf8(outcomes.toString()).sha256().substring(0, 16));
    }
    return made;
  }

  private static String outcome(Decision decision) {
    if (decision instanceof Decision.Calls calls) {
      List<Map<String, Object>> bodies = calls.calls().stream().map(Call::body).toList();
      return Documents.canonical(bodies) + calls.warnings();
    }
    return decision.toString();
  }
}
