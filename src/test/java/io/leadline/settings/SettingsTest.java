package io.leadline.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadline.deliver.DeliverSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {

  @Test
  void hasADefaultForEverything() {
    Settings settings = Settings.read(Map.of());

    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.journalUrl()).isEqualTo("jdbc:sqlite:data/leadline.db");
    assertThat(settings.routes()).isEqualTo(Path.of("routes"));
    assertThat(settings.mappings()).isEqualTo(Path.of("mappings"));
    assertThat(settings.mappingsFrom()).isEqualTo(MappingsFrom.FOLDER);
    assertThat(settings.publicUrl()).isNull();
    assertThat(settings.adminPassword()).isNull();
    assertThat(settings.deadLettersToLog()).isTrue();
    assertThat(settings.bodyLimit()).isEqualTo(1024 * 1024);
    assertThat(settings.drain()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.deliver()).isEqualTo(DeliverSettings.DEFAULT);
  }

  static Stream<Arguments> good() {
    return Stream.of(
        good("SERVER_PORT", " 0 ", Settings::port, 0),
        good("JOURNAL_URL", "jdbc:sqlite:/x.db", Settings::journalUrl, "jdbc:sqlite:/x.db"),
        good("ROUTES_DIR", "/r", Settings::routes, Path.of("/r")),
        good("MAPPINGS_DIR", "  ", Settings::mappings, Path.of("mappings")),
        good("MAPPINGS_FROM", "Journal", Settings::mappingsFrom, MappingsFrom.JOURNAL),
        good("PUBLIC_URL", "https://h.example/a//", Settings::publicUrl, "https://h.example/a"),
        good("ADMIN_PASSWORD", " a b ", Settings::adminPassword, " a b "),
        good("DEAD_LETTER_URI", "file:dead", Settings::deadLettersToLog, false),
        good("BODY_LIMIT", "2048", Settings::bodyLimit, 2048),
        good("STOP_DRAIN", "0s", Settings::drain, Duration.ZERO),
        good("RETRY_FIRST", "250 ms", s -> s.deliver().firstRetry(), Duration.ofMillis(250)),
        good("RETRY_LONGEST", "5M", s -> s.deliver().longestRetry(), Duration.ofMinutes(5)),
        good("RETRY_GIVE_UP_AFTER", "7d", s -> s.deliver().giveUpAfter(), Duration.ofDays(7)),
        good(
            "RETRY_AFTER_LONGEST",
            "2h",
            s -> s.deliver().longestRetryAfter(),
            Duration.ofHours(2)));
  }

  private static Arguments good(
      String name, String value, Function<Settings, ?> reading, Object expected) {
    return Arguments.of(name, value, reading, expected);
  }

  @ParameterizedTest(name = "{0}={1}")
  @MethodSource("good")
  void readsWhatIsSet(String name, String value, Function<Settings, ?> reading, Object expected) {
    assertThat((Object) reading.apply(Settings.read(Map.of(name, value)))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "SERVER_PORT, 70000, from 0 to 65535",
    "SERVER_PORT, http, whole number",
    "BODY_LIMIT, 0, from 1 to 67108864",
    "BODY_LIMIT, 1MB, whole number",
    "MAPPINGS_FROM, database, folder or journal",
    "STOP_DRAIN, 5, such as 500ms",
    "STOP_DRAIN, -5s, such as 500ms",
    "RETRY_FIRST, 0s, longer than nothing",
    "RETRY_FIRST, 2h, RETRY_LONGEST",
    "RETRY_LONGEST, 999999999d, a year",
    "RETRY_GIVE_UP_AFTER, soon, such as 500ms",
    "RETRY_AFTER_LONGEST, 1w, such as 500ms",
    "CLAIM_LEASE, 39s, 'CLAIM_LEASE is PT39S, less than twice CALL_TIME_LIMIT, PT20S: raise it to PT40S'",
    "CALL_TIME_LIMIT, 31s, 'CLAIM_LEASE is PT1M, less than twice CALL_TIME_LIMIT, PT31S'",
    "PUBLIC_URL, hooks.example.com, whole address",
    "PUBLIC_URL, ftp://hooks.example.com, whole address",
    "PUBLIC_URL, https://hooks.example.com/?a=b, whole address",
    "PUBLIC_URL, https://hooks example, whole address",
  })
  void saysWhatIsWrongAndWhatWouldBeRight(String name, String value, String expected) {
    assertThatThrownBy(() -> Settings.read(Map.of(name, value)))
        .isInstanceOf(UnfitSettings.class)
        .hasMessageContaining(name)
        .hasMessageContaining(expected);
  }

  @Test
  void saysEverythingThatIsWrongAtOnce() {
    assertThatThrownBy(
            () ->
                Settings.read(
                    Map.of(
                        "SERVER_PORT",
                        "x",
                        "STOP_DRAIN",
                        "x",
                        "PUBLIC_URL",
                        "x",
                        "RETRY_FIRST",
                        "x")))
        .hasMessageContainingAll("SERVER_PORT", "STOP_DRAIN", "PUBLIC_URL", "RETRY_FIRST");
  }

  @Test
  void showsNoSecret() {
    var environment =
        Map.of(
            "ADMIN_PASSWORD", "hunter2",
            "JOURNAL_URL", "jdbc:postgresql://h/db?user=u&password=hunter2&ssl=true",
            "DEAD_LETTER_URI", "https://alerts.example/hunter2");

    assertThat(Settings.read(environment).toString())
        .doesNotContain("hunter2")
        .contains("admin password set", "ssl=true");
    assertThatThrownBy(
            () -> Settings.read(Map.of("PUBLIC_URL", "https://me:hunter2@hooks.example.com")))
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void readsTheJournalAloneWhateverElseIsWrong() {
    assertThat(Settings.journalUrl(Map.of("JOURNAL_URL", "jdbc:sqlite:x", "SERVER_PORT", "x")))
        .isEqualTo("jdbc:sqlite:x");
  }
}
