package io.leadline.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.leadline.event.CallKind;
import io.leadline.event.Happening;
import io.leadline.event.ReasonCode;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HappeningLogTest {
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Logger logger = new LoggerContext().getLogger("test");
  private final HappeningLog log = new HappeningLog(logger);

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.INFO);
  }

  static Stream<Arguments> levels() {
    return Stream.of(
        arguments("WebhookAccepted", "INFO"),
        arguments("WebhookRefused", "WARN"),
        arguments("EventPrepared", "INFO"),
        arguments("EventIgnored", "INFO"),
        arguments("EventDied", "WARN"),
        arguments("EventDelivered", "INFO"),
        arguments("RetryScheduled", "INFO"),
        arguments("CallRepeated", "WARN"),
        arguments("EventHeld", "WARN"),
        arguments("CallCovered", "INFO"),
        arguments("ConnectionPaused", "ERROR"),
        arguments("ConnectionResumed", "INFO"),
        arguments("FieldMapRefreshed", "INFO"),
        arguments("MappingsLoaded", "INFO"),
        arguments("MappingsRefused", "WARN"),
        arguments("DeadLetterSent", "DEBUG"),
        arguments("DeadLetterFailed", "WARN"),
        arguments("ReplayStepped", "INFO"),
        arguments("ReplayFinished", "INFO"),
        arguments("ReplayWasStale", "INFO"),
        arguments("FormSeen", "INFO"),
        arguments("FormChanged", "WARN"),
        arguments("FormsTooMany", "WARN"),
        arguments("QuarantineReleased", "INFO"),
        arguments("WorkRecovered", "INFO"),
        arguments("DiskNearlyFull", "ERROR"),
        arguments("DiskHasRoom", "INFO"),
        arguments("JournalFailed", "WARN"),
        arguments("DefectFound", "ERROR"));
  }

  @ParameterizedTest
  @MethodSource("levels")
  void logsEachHappeningAtItsLevel(String kind, String level) {
    Happening happening =
        Samples.all().stream()
            .filter(it -> it.getClass().getSimpleName().equals(kind))
            .findFirst()
            .orElseThrow();

    assertThat(HappeningLog.levelOf(happening)).hasToString(level);
  }

  static Stream<Arguments> levelsByOutcome() {
    return Stream.of(
        arguments(Samples.attempted("accepted", null), "INFO"),
        arguments(Samples.attempted("retry_later", Samples.REASON), "INFO"),
        arguments(Samples.attempted("unknown", Samples.REASON), "WARN"),
        arguments(Samples.attempted("rejected", Samples.REASON), "WARN"),
        arguments(Samples.attempted("connection_at_fault", Samples.REASON), "WARN"),
        arguments(Samples.fetched("found"), "INFO"),
        arguments(Samples.fetched("missing"), "INFO"),
        arguments(Samples.fetched("limited"), "INFO"),
        arguments(Samples.fetched("refused"), "WARN"),
        arguments(Samples.fetched("failed"), "WARN"));
  }

  @ParameterizedTest
  @MethodSource("levelsByOutcome")
  void logsAnExpectedFailureAsNoError(Happening happening, String level) {
    assertThat(HappeningLog.levelOf(happening)).hasToString(level);
  }

  @Test
  void hasASampleOfEveryHappening() {
    assertThat(Samples.all().stream().<Class<?>>map(Object::getClass).toList())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.asList(Happening.class.getPermittedSubclasses()));
  }

  @Test
  void tellsEverythingOfAnAttemptInOneLine() {
    log.tell(Samples.attempted("rejected", Samples.REASON));

    assertThat(onlyLine())
        .isEqualTo(
            "call attempted id=01K3Z8Q4V6X7Y8Z9A0B1C2D3E4 hook=typeform connection=eu"
                + " call=createContact attempt=2 status=200 outcome=rejected reason=crm_rejected"
                + " duration_ms=120");
  }

  @Test
  void tellsWhenTheNextTryIs() {
    log.tell(
        new Happening.RetryScheduled(Samples.ID, Samples.HOOK, 2, Samples.DUE, Samples.REASON));

    assertThat(onlyLine())
        .isEqualTo(
            "retry scheduled id=01K3Z8Q4V6X7Y8Z9A0B1C2D3E4 hook=typeform attempt=2"
                + " due=2026-03-01T10:00:00Z reason=crm_rejected");
  }

  @Test
  void writesOneLineForEveryHappeningAndNobodysData() {
    Samples.all().forEach(log::tell);

    assertThat(lines.list).hasSize(Samples.all().size() - 1); // a sent dead letter is DEBUG
    assertThat(lines.list)
        .extracting(HappeningLogTest::everything)
        .allSatisfy(
            line ->
                assertThat(line)
                    .doesNotContain("Lovelace", "ada@", "Acme")
                    // begins with words of its own, not with the name of its type
                    .matches("(?s)[a-z].*"));
  }

  @Test
  void addsTheSentenceOnlyWhereDetailsAreOn() {
    logger.setLevel(Level.DEBUG);
    log.tell(new Happening.EventDied(Samples.ID, Samples.HOOK, Samples.REASON));

    assertThat(onlyLine())
        .endsWith(
            "reason=crm_rejected detail=\"The CRM refused: Ada Lovelace of \\\"Acme\\\" is"
                + " unknown\"");
  }

  @Test
  void showsWhereADefectIsWithoutItsMessages() {
    log.tell(new Happening.DefectFound("prepare", Samples.failure()));

    assertThat(onlyLine()).isEqualTo("internal error: where=prepare");
    assertThat(everything(lines.list.get(0)))
        .contains("java.lang.IllegalStateException", "java.lang.IllegalArgumentException")
        .contains("Samples.failure");
  }

  @Test
  void keepsAValueFromForgingLinesOrFields() {
    log.tell(new Happening.WebhookRefused(Samples.HOOK, 400, "bad\r\nevent died id=\"1\""));

    assertThat(onlyLine())
        .isEqualTo("webhook refused hook=typeform status=400 why=\"bad event died id=\\\"1\\\"\"");
  }

  @Test
  void keepsALineBounded() {
    log.tell(new Happening.MappingsRefused(1, "x".repeat(10_000)));

    assertThat(onlyLine().length()).isLessThan(600);
  }

  @Test
  void namesTheCallThatMayHaveBeenMadeTwice() {
    log.tell(
        new Happening.CallRepeated(Samples.ID, Samples.HOOK, Samples.EU, CallKind.ADD_PROFILE));

    assertThat(onlyLine()).startsWith("call repeated id=").endsWith("call=addProfileToContact");
  }

  @Test
  void namesReasonsByTheirStableCodes() {
    log.tell(new Happening.ConnectionPaused(Samples.EU, Samples.REASON));

    assertThat(onlyLine())
        .isEqualTo("connection paused connection=eu reason=" + ReasonCode.CRM_REJECTED.code());
  }

  private String onlyLine() {
    assertThat(lines.list).hasSize(1);
    return lines.list.get(0).getFormattedMessage();
  }

  private static String everything(ILoggingEvent event) {
    return event.getThrowableProxy() == null
        ? event.getFormattedMessage()
        : event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy());
  }
}
