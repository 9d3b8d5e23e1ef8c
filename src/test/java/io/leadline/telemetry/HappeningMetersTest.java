package io.leadline.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Happening;
import io.leadline.event.HookName;
import io.leadline.source.ApiReply;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HappeningMetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final HappeningMeters meters = new HappeningMeters(registry, Samples.HOOK::equals);

  /** After one happening of every kind. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "leadline.received         | hook=typeform                                        | 2",
        "leadline.duplicates       | hook=typeform                                        | 1",
        "leadline.edits            | hook=typeform                                        | 1",
        "leadline.rejected         | hook=typeform status=401                             | 1",
        "leadline.prepared         | hook=typeform                                        | 1",
        "leadline.warnings         | hook=typeform                                        | 3",
        "leadline.ignored          | hook=typeform code=crm_rejected                      | 1",
        "leadline.form.changes     | hook=typeform what=retitled                          | 1",
        "leadline.dead             | hook=typeform code=crm_rejected                      | 1",
        "leadline.delivered        | hook=typeform connection=eu                          | 1",
        "leadline.calls            | connection=eu call=createContact outcome=rejected    | 1",
        "leadline.repeated         | connection=eu call=addProfileToContact               | 1",
        "leadline.retried          | code=crm_rejected                                    | 1",
        "leadline.fetches          | hook=typeform answer=found                           | 1",
        "leadline.pauses           | connection=eu code=crm_rejected                      | 1",
        "leadline.deadletters      | result=sent                                          | 1",
        "leadline.deadletters      | result=failed                                        | 1",
        "leadline.replayed         | outcome=replayed                                     | 20",
        "leadline.replayed         | outcome=stale                                        | 3",
        "leadline.replayed         | outcome=without_calls                                | 2",
        "leadline.replayed         | outcome=changed                                      | 1",
        "leadline.replay.stale     | came=skipped                                         | 1",
        "leadline.mappings.refused | ''                                                   | 1",
        "leadline.recovered        | ''                                                   | 5",
        "leadline.internal.errors  | ''                                                   | 1"
      })
  void countsWhatHappens(String name, String tags, double count) {
    Samples.all().forEach(meters::tell);

    assertThat(registry.get(name).tags(tagsOf(tags)).counter().count()).isEqualTo(count);
  }

  /** The words of an answer are listed twice: this package knows no form tool. */
  @ParameterizedTest
  @EnumSource(ApiReply.Meaning.class)
  void countsWhatAFormToolAnswersUnderItsWord(ApiReply.Meaning meaning) {
    meters.tell(Samples.fetched(meaning.word()));

    assertThat(registry.get("leadline.fetches").tags("answer", meaning.word()).counter().count())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "leadline.accept, hook=typeform",
    "leadline.delivery, connection=eu",
    "leadline.crm, connection=eu call=createContact",
    "leadline.fetch, hook=typeform"
  })
  void timesWhatTakesTime(String name, String tags) {
    Samples.all().forEach(meters::tell);

    var timer = registry.get(name).tags(tagsOf(tags)).timer();
    assertThat(timer.count()).isEqualTo(1);
    assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(120);
  }

  @Test
  void countsHooksThatAnybodyMayNameAsOther() {
    for (int i = 0; i < 500; i++) {
      meters.tell(new Happening.WebhookRefused(new HookName("guess-" + i), 404, "no such hook"));
    }

    assertThat(registry.get("leadline.rejected").counters()).hasSize(1);
    assertThat(registry.get("leadline.rejected").tag("hook", "other").counter().count())
        .isEqualTo(500);
  }

  @Test
  void countsWordsThatItDoesNotKnowAsOther() {
    meters.tell(Samples.attempted("who knows", null));
    meters.tell(Samples.fetched("who knows"));

    assertThat(registry.get("leadline.calls").tag("outcome", "other").counter().count())
        .isEqualTo(1);
    assertThat(registry.get("leadline.fetches").tag("answer", "other").counter().count())
        .isEqualTo(1);
  }

  @Test
  void takesATimeThatAClockSetBackMadeNegativeForZero() {
    meters.tell(
        new Happening.EventDelivered(Samples.ID, Samples.HOOK, Samples.EU, Duration.ofSeconds(-5)));

    assertThat(registry.get("leadline.delivery").timer().count()).isEqualTo(1);
    assertThat(registry.get("leadline.delivery").timer().totalTime(TimeUnit.SECONDS)).isZero();
  }

  @Test
  void neverTagsWithAnIdOrASentence() {
    Samples.all().forEach(meters::tell);

    assertThat(registry.getMeters())
        .flatExtracting(meter -> meter.getId().getTags())
        .extracting(Tag::getValue)
        .doesNotContain(Samples.ID.value())
        .noneMatch(value -> value.contains("Ada"));
  }

  @Test
  void showsTheNamesThatDashboardsRead() {
    var prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    var told = new HappeningMeters(prometheus, hook -> true);
    Samples.all().forEach(told::tell);

    assertThat(prometheus.scrape())
        .contains("leadline_received_total{hook=\"typeform\"} 2.0")
        .contains("leadline_accept_seconds_bucket{hook=\"typeform\",le=\"0.25\"} 1")
        .contains("leadline_crm_seconds_count{call=\"createContact\",connection=\"eu\"} 1")
        .contains("leadline_held_total{connection=\"eu\"} 1.0")
        .contains("leadline_covered_total{call=\"addProfileToContact\",connection=\"eu\"} 1.0")
        .contains("leadline_dead_total{code=\"crm_rejected\",hook=\"typeform\"} 1.0");
  }

  @Test
  void showsRareCountersFromTheStart() {
    assertThat(registry.getMeters())
        .extracting(Meter::getId)
        .extracting(Meter.Id::getName)
        .contains("leadline.internal.errors", "leadline.deadletters", "leadline.recovered");
  }

  private static String[] tagsOf(String tags) {
    return tags.isBlank() ? new String[0] : tags.strip().split("[ =]+");
  }
}
