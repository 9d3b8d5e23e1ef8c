package io.leadline.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** README's table names the variables that the program reads, all of them and no other. */
class ConfigurationTableTest {
  private static final Page README = Page.of("README.md");

  /** {@code env.get("X")}, {@code given.text("X", …)}. */
  private static final Pattern WHOLE =
      Pattern.compile(
          "\\b(?:environment(?:\\(\\))?|given|env)\\s*\\."
              + "(?:get|getOrDefault|text|word|optional|address|secret|number|duration)\\(\\s*\"([A-Z_]+)\"");

  /** What follows the name of a hook: {@code variable(hook, "TOKEN")}. */
  private static final Pattern OF_A_HOOK =
      Pattern.compile("(?:\\w+\\.)?variable\\((?:hook, )?\"([A-Z_]+)\"\\)");

  /** The alternatives of {@code CRM_(NAME_)?(…)}. */
  private static final Pattern OF_AN_ACCOUNT =
      Pattern.compile("\\(([A-Z_]+(?:\\|[A-Z_]+){2,})\\)\"");

  private static final Pattern IN_THE_SCRIPT = Pattern.compile("\\$\\{([A-Z_]+):-");

  /** The JDK's and the shell's own. */
  private static final Set<String> NOT_OURS = Set.of("JAVA_HOME");

  @Test
  void namesWhatIsReadAndNothingElse() throws IOException {
    assertThat(new TreeSet<>(inTable())).isEqualTo(read());
  }

  @Test
  void theScanSeesWhatSettingsRead() throws IOException {
    assertThat(read())
        .contains("JOURNAL_URL", "RETRY_FIRST", "CRM_MEMBER_KEYS", "SERVER_PORT", "<HOOK>_TOKEN");
  }

  @Test
  void givesTheDefaultsThatHold() {
    var usual = Settings.read(Map.of());

    assertThat(defaults()).containsKeys("JOURNAL_URL", "BODY_LIMIT", "RETRY_LONGEST", "ROUTES_DIR");
    assertThat(defaults())
        .allSatisfy(
            (name, value) ->
                assertThat(Settings.read(Map.of(name, value))).as(name).isEqualTo(usual));
  }

  private static List<String> inTable() {
    return README.table("variable").stream()
        .flatMap(row -> Page.codeIn(row.get(0)).stream())
        .filter(name -> !name.endsWith("..."))
        .toList();
  }

  private static Map<String, String> defaults() {
    var defaults = new LinkedHashMap<String, String>();
    for (List<String> row : README.table("variable")) {
      List<String> names = Page.codeIn(row.get(0));
      List<String> values = Page.codeIn(row.get(1));
      for (int i = 0; i < values.size(); i++) {
        defaults.put(names.get(i), values.get(i));
      }
    }
    return defaults;
  }

  private static Set<String> read() throws IOException {
    var found = new TreeSet<String>();
    for (String source : sources(Path.of("src/main/java"))) {
      found.addAll(all(WHOLE, source));
    }
    for (String source : ofHooks()) {
      all(OF_A_HOOK, source).forEach(name -> found.add("<HOOK>_" + name));
    }
    ofAnAccount().forEach(name -> found.add("CRM_" + name));
    found.addAll(all(IN_THE_SCRIPT, Files.readString(Path.of("leadline"))));
    found.removeAll(NOT_OURS);
    return found;
  }

  private static List<String> ofAnAccount() throws IOException {
    String reader =
        Files.readString(Path.of("src/main/java/io/leadline/crm/ConnectionReader.java"));
    return List.of(all(OF_AN_ACCOUNT, reader).get(0).split("\\|"));
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static List<String> ofHooks() throws IOException {
    var sources = new ArrayList<>(sources(Path.of("src/main/java/io/leadline/receive")));
    sources.add(Files.readString(Path.of("src/main/java/io/leadline/SenderAccounts.java")));
    return sources;
  }

  private static List<String> sources(Path folder) throws IOException {
    var sources = new ArrayList<String>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        sources.add(Files.readString(file));
      }
    }
    return sources;
  }
}
