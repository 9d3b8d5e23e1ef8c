package io.leadline.docs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.leadline.event.ConnectionName;
import io.leadline.event.Happening;
import io.leadline.journal.Backlog;
import io.leadline.receive.HookFiles;
import io.leadline.source.tool.Sources;
import io.leadline.telemetry.HappeningLog;
import io.leadline.telemetry.HappeningMeters;
import io.leadline.telemetry.JournalGauges;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** docs/operating.md: the metrics, the log lines and the parts of health are those of the code. */
class OperatingPageTest {
  private static final Page PAGE = Page.of("docs/operating.md");
  private static final Pattern SERIES = Pattern.compile("(leadline_\\w+?)(?:\\{(.*)\\})? \\S+");
  private static final Pattern TAG = Pattern.compile("(\\w+)=\"");

  @Test
  void theMetricsAreThoseThatAreScraped() {
    var inTable =
        PAGE.table("metric").stream()
            .collect(
                Collectors.toMap(
                    row -> Page.codeIn(row.get(0)).get(0),
                    row -> Page.codeIn(row.get(1)),
                    (one, other) -> one,
                    TreeMap::new));

    assertThat(inTable).isEqualTo(scraped());
  }

  @Test
  void theLogLinesAreThoseThatAreWritten() {
    var inTable =
        PAGE.table("line").stream()
            .collect(
                Collectors.toMap(
                    row -> Page.codeIn(row.get(0)).get(0),
                    row -> row.get(1).split("[;,]", 2)[0],
                    (one, other) -> one,
                    TreeMap::new));

    assertThat(inTable).isEqualTo(written());
  }

  @Test
  void thePartsOfHealthAreThoseThatAreWired() throws IOException {
    String wiring = Files.readString(Path.of("src/main/java/io/leadline/Watching.java"));
    var wired =
        Pattern.compile("HealthIndicator (\\w+)HealthIndicator\\(")
            .matcher(wiring)
            .results()
            .map(found -> found.group(1));

    assertThat(PAGE.table("component").stream().map(row -> Page.codeIn(row.get(0)).get(0)))
        .containsExactlyInAnyOrderElementsOf(wired.toList());
  }

  /** "A copy of such a file, with the new name wherever the old one stands (but for source)". */
  @Test
  void aCopyOfAHookFileIsAHookOfItsOwn(@TempDir Path folder) throws IOException {
    String typeform = Files.readString(Path.of("routes/hook-typeform.camel.yaml"));
    Files.writeString(
        folder.resolve("hook-demo-form.camel.yaml"),
        typeform
            .replace("typeform", "demo-form")
            .replace("expression: demo-form", "expression: typeform"));

    var found = new HookFiles(Sources.BUILT_IN, Map.of("DEMO_FORM_SECRET", "s3cret")).read(folder);

    assertThat(found.problems()).isEmpty();
    assertThat(found.hooks()).singleElement().matches(hook -> !hook.secrets().isEmpty());
  }

  /** Tags by name; of a timer's series its bare name. */
  private static Map<String, List<String>> scraped() {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    var meters = new HappeningMeters(registry, hook -> true);
    Happened.everyKind().forEach(meters::tell);
    gauges(registry);
    var scraped = new TreeMap<String, List<String>>();
    registry
        .scrape()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> add(scraped, line));
    return scraped;
  }

  private static void gauges(PrometheusMeterRegistry registry) {
    var eu = new ConnectionName("eu");
    var unused =
        new JournalGauges(
            registry, Clock.systemUTC(), List.of(eu), () -> Backlog.NONE, List::of, Map::of);
    assertThat(unused).isNotNull();
  }

  private static void add(Map<String, List<String>> scraped, String line) {
    var series = SERIES.matcher(line);
    assertThat(series.matches()).as(line).isTrue();
    String name = series.group(1).replaceFirst("_seconds_(bucket|count|sum|max)$", "_seconds");
    String tags = series.group(2) == null ? "" : series.group(2);
    scraped.put(
        name,
        TAG.matcher(tags)
            .results()
            .map(tag -> tag.group(1))
            .filter(tag -> !tag.equals("le"))
            .toList());
  }

  private static Map<String, String> written() {
    Logger logger = (Logger) LoggerFactory.getLogger(HappeningLog.class);
    Level before = logger.getLevel();
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    logger.setLevel(Level.DEBUG);
    logger.addAppender(lines);
    try {
      var log = new HappeningLog();
      everyKind().forEach(log::tell);
    } finally {
      logger.detachAppender(lines);
      logger.setLevel(before);
    }
    return lines.list.stream()
        .collect(
            Collectors.toMap(
                line -> line.getFormattedMessage().replaceFirst(" \\w+=.*", ""),
                line -> line.getLevel().toString(),
                (one, other) -> one,
                TreeMap::new));
  }

  /** The usual one first: of a person that was asked for, that it was found. */
  private static Stream<Happening> everyKind() {
    return Happened.everyKind().stream()
        .map(
            happening ->
                happening instanceof Happening.SubjectFetched it
                    ? new Happening.SubjectFetched(it.hook(), "found", it.events(), it.took())
                    : happening);
  }
}
