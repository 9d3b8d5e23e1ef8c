package io.leadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What {@code check} and {@code test} load on a machine without a journal. They are quick by what
 * they leave out; a clock would show it on a quiet machine only.
 */
class CommandClassesTest {
  private static final Pattern LOADED = Pattern.compile("(?m)^(\\S+) source: ");

  /** Of frameworks, of databases, of servers, and of asking for the host's name. */
  private static final List<String> SLOW =
      List.of(
          "org.springframework.",
          "org.apache.",
          "org.flywaydb.",
          "org.jdbi.",
          "org.sqlite.",
          "org.postgresql.",
          "com.zaxxer.",
          "java.net.http.",
          "java.net.Inet4AddressImpl",
          "java.net.Inet6AddressImpl",
          "io.leadline.Serving",
          "io.leadline.Demo",
          "io.leadline.prove.",
          "io.leadline.sandbox.");

  /**
   * Named by a file of Spring Boot's that the log looks for; without it the log is full of others'
   * debugging.
   */
  private static final String QUIETENS_THE_LOG =
      "org.springframework.boot.logging.logback.RootLogLevelConfigurator";

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource({"check, in order, CheckCommand", "test, ' 0 failed', TestCommand"})
  void isNoServerNoDatabaseAndNoOtherCommand(String command, String said, String itself)
      throws Exception {
    Path log = folder.resolve("classes.log");

    assertThat(outputOf(command, log)).contains(said);

    List<String> loaded =
        LOADED.matcher(Files.readString(log)).results().map(found -> found.group(1)).toList();
    assertThat(loaded).contains("io.leadline.mapping.MappingCompiler");
    assertThat(loaded)
        .filteredOn(name -> SLOW.stream().anyMatch(name::startsWith))
        .isSubsetOf(QUIETENS_THE_LOG);
    assertThat(loaded)
        .filteredOn(name -> name.matches("io\\.leadline\\.cli\\.\\w+Command"))
        .containsExactly("io.leadline.cli." + itself);
  }

  private String outputOf(String command, Path log) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(java(command, log)).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(Map.of("JOURNAL_URL", "jdbc:sqlite:" + folder.resolve("none.db")));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private static List<String> java(String command, Path log) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-Xlog:class+load:file=" + log + ":none",
        "-cp",
        System.getProperty("java.class.path"),
        Leadline.class.getName(),
        command);
  }
}
