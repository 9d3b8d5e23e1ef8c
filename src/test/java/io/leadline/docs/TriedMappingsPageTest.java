package io.leadline.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.cli.Commands;
import io.leadline.cli.Program;
import io.leadline.docs.Page.Block;
import io.leadline.event.Bytes;
import io.leadline.event.ConnectionName;
import io.leadline.event.Happenings;
import io.leadline.event.Headers;
import io.leadline.event.HookName;
import io.leadline.event.Part;
import io.leadline.event.Request;
import io.leadline.journal.Journal;
import io.leadline.journal.jdbc.JournalFactory;
import io.leadline.journal.jdbc.JournalSettings;
import io.leadline.journal.jdbc.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/mapping-files.md shows of preview, explain and diff is what they say. */
class TriedMappingsPageTest {
  private static final Page PAGE = Page.of("docs/mapping-files.md");
  private static final Pattern NAMED =
      Pattern.compile("# mappings/(contact-form|defaults|crm-values)\\.yaml");
  private static final Pattern EVENT = Pattern.compile("\\b[0-9A-HJKMNP-TV-Z]{26}\\b");
  private static final String SAMPLE =
      "{\"Your email\": \"ada@acme.example\", \"Your name\": \"Ada Lovelace\"}";

  private final Path folder;

  TriedMappingsPageTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void everyCommandSaysWhatStandsBehindIt() throws IOException {
    write();
    receive();

    List<Block> blocks = PAGE.blocks("console");
    assertThat(blocks).hasSize(3);
    for (Block block : blocks) {
      String said = block.text().substring(block.firstLine().length() + 1);
      assertThat(said(block.firstLine())).isEqualTo(withoutIds(said));
    }
  }

  private void write() throws IOException {
    assertThat(PAGE.text()).contains(SAMPLE);
    Path mappings = Files.createDirectories(folder.resolve("mappings"));
    for (Block block : PAGE.blocks("yaml")) {
      var named = NAMED.matcher(block.firstLine());
      if (named.matches()) {
        Files.writeString(mappings.resolve(named.group(1) + ".yaml"), block.text());
      }
    }
    Files.writeString(folder.resolve("sample.json"), SAMPLE);
    String edited =
        Files.readString(mappings.resolve("contact-form.yaml"))
            .replace("otherwise: Private person", "otherwise: No company");
    Files.createDirectories(folder.resolve("edited"));
    Files.writeString(folder.resolve("edited/contact-form.yaml"), edited);
    Files.createDirectories(folder.resolve("routes"));
  }

  /** One event as in the sample, and one of somebody with a company. */
  private void receive() {
    try (Journal journal =
        JournalFactory.serve(
            JournalSettings.of(journalUrl()), Surroundings.real(Happenings.NOBODY))) {
      receive(journal, SAMPLE);
      receive(journal, SAMPLE.replace("}", ", \"Which company are you with?\": \"Acme\"}"));
    }
  }

  private static void receive(Journal journal, String body) {
    Bytes bytes = Bytes.utf8(body);
    var headers = Headers.of(Map.of("Content-Type", List.of("application/json")));
    var request =
        new Request(new HookName("tally"), "POST", "/hooks/tally", headers, bytes, Instant.now());
    var part = new Part(bytes.sha256(), null, bytes, bytes.sha256());
    journal.append(request, "generic", ConnectionName.DEFAULT, List.of(part), Instant.now());
  }

  private String said(String line) {
    var said = new StringWriter();
    var out = new PrintWriter(said);
    String[] words = line.substring("$ ./leadline ".length()).split(" ");
    String[] arguments =
        Stream.of(words)
            .map(word -> word.contains("/") || word.contains(".") ? inFolder(word) : word)
            .toArray(String[]::new);
    Commands.run(program(out), arguments);
    return withoutIds(said.toString().replace(folder + "/", ""));
  }

  private String inFolder(String file) {
    return folder.resolve(file).toString();
  }

  private static String withoutIds(String text) {
    return EVENT.matcher(text).replaceAll("EVENT");
  }

  private String journalUrl() {
    return "jdbc:sqlite:" + folder.resolve("leadline.db");
  }

  private Program program(PrintWriter out) {
    Map<String, String> environment =
        Map.of(
            "MAPPINGS_DIR", inFolder("mappings"),
            "ROUTES_DIR", inFolder("routes"),
            "JOURNAL_URL", journalUrl());
    return new Program(
        environment, Clock.systemUTC(), JournalFactory::beside, given -> 2, given -> 2, out, out);
  }
}
