package io.leadline.mapping.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.EventId;
import io.leadline.event.Person;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.event.Warning;
import io.leadline.mapping.Decision;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImpactTest {
  private static final EventId EVENT = new EventId("01K00000000000000000000000");

  private final Impact impact = new Impact();

  @Test
  void countsEachTurn() {
    impact.add(EVENT, calls("London"), calls("London"));
    impact.add(EVENT, calls("London"), calls("Paris"));
    impact.add(EVENT, calls("London"), failed("no email"));
    impact.add(EVENT, failed("no email"), calls("London"));
    impact.add(EVENT, calls("London"), ignored("a test"));
    impact.add(EVENT, failed("no email"), failed("no name"));
    impact.add(EVENT, failed("no email"), failed("no email"));
    impact.add(EVENT, ignored("a test"), failed("no name"));
    impact.add(EVENT, ignored("a test"), calls("London"));
    assertThat(impact.events()).isEqualTo(9);
    assertThat(impact.events(Turn.SAME)).isEqualTo(2);
    assertThat(impact.events(Turn.CHANGED)).isEqualTo(1);
    assertThat(impact.events(Turn.NOW_FAILS)).isEqualTo(2);
    assertThat(impact.events(Turn.NOW_SENT)).isEqualTo(2);
    assertThat(impact.events(Turn.NOW_IGNORED)).isEqualTo(1);
    assertThat(impact.events(Turn.OTHERWISE)).isEqualTo(1);
  }

  @Test
  void groupsFailuresWithoutWhatOneSubmissionHolds() {
    impact.add(EVENT, calls("x"), failed("no email; this submission's questions are: a"));
    impact.add(EVENT, calls("x"), failed("no email; this submission's questions are: b"));
    assertThat(impact.failing()).extracting(Impact.Group::what).containsExactly("no email");
    assertThat(impact.failing()).extracting(Impact.Group::events).containsExactly(2L);
  }

  @Test
  void keepsAFewSamplesAndTheMostFirst() {
    for (int i = 0; i < 10; i++) {
      impact.add(EVENT, calls("a", "x"), calls("b", i < 2 ? "y" : "x"));
    }
    assertThat(impact.fields())
        .extracting(Impact.Group::what, Impact.Group::events, group -> group.samples().size())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("createContact.city", 10L, 3),
            org.assertj.core.groups.Tuple.tuple("createContact.nested.part", 2L, 2));
    assertThat(impact.fields().get(0).samples().get(0))
        .isEqualTo(new Impact.Sample(EVENT, "a", "b"));
  }

  @Test
  void tellsFieldsThatComeAndGo() {
    Decision with = calls(Map.of("city", "London", "tags", List.of("a", "b")));
    impact.add(EVENT, with, calls("London"));
    assertThat(impact.fields()).hasSize(2);
    assertThat(impact.fields())
        .flatExtracting(Impact.Group::samples)
        .containsExactlyInAnyOrder(
            new Impact.Sample(EVENT, "[\"a\",\"b\"]", null), new Impact.Sample(EVENT, null, "-"));
  }

  @Test
  void tellsWhatIsSentOfAllTheRest() {
    Call create = new Call(CallKind.CREATE_CONTACT, Map.of("email", "a"));
    Call onlyNew = new Call(CallKind.CREATE_CONTACT, Map.of("email", "a"), "m-1", List.of("city"));
    Call profile = new Call(CallKind.ADD_PROFILE, Map.of("profile_source", "x"));
    impact.add(EVENT, of(create, profile), of(onlyNew, profile, profile));
    assertThat(impact.fields())
        .extracting(Impact.Group::what)
        .containsExactlyInAnyOrder(
            "createContact as_member",
            "createContact only_new",
            "addProfileToContact 2.profile_source");
  }

  @Test
  void tellsWarningsThatAreNewAndGone() {
    impact.add(EVENT, warned("city", "is no city"), warned("phone", "is no number"));
    impact.add(EVENT, warned("city", "is no city"), failed("no email"));
    assertThat(impact.warned())
        .extracting(Impact.Group::what)
        .containsExactly("phone: is no number");
    assertThat(impact.healed()).extracting(Impact.Group::what).containsExactly("city: is no city");
    assertThat(impact.healed()).extracting(Impact.Group::events).containsExactly(1L);
  }

  @Test
  void tellsTextsFromNumbersAndFlags() {
    impact.add(EVENT, calls(Map.of("score", "5")), calls(Map.of("score", 5)));
    impact.add(EVENT, calls(Map.of("flag", true)), calls(Map.of("flag", "true")));
    impact.add(EVENT, calls(Map.of("score", 5)), calls(Map.of("score", 5L)));
    assertThat(impact.events(Turn.CHANGED)).isEqualTo(2);
    assertThat(impact.fields())
        .flatExtracting(Impact.Group::samples)
        .containsExactlyInAnyOrder(
            new Impact.Sample(EVENT, "\"5\"", "5"), new Impact.Sample(EVENT, "true", "\"true\""));
  }

  @Test
  void tellsWarningsOfWhatFails() {
    Warning city = new Warning("city", "", "demo.yaml:1", "is no city");
    impact.add(EVENT, calls("x"), failed("no email", city));
    assertThat(impact.warned()).extracting(Impact.Group::what).containsExactly("city: is no city");
    impact.add(EVENT, failed("no email", city), warned("city", "is no city"));
    assertThat(impact.warned()).extracting(Impact.Group::events).containsExactly(1L);
  }

  private static Decision calls(String city) {
    return calls(city, "-");
  }

  private static Decision calls(String city, String nested) {
    return calls(Map.of("city", city, "nested", Map.of("part", nested)));
  }

  private static Decision calls(Map<String, Object> body) {
    return of(new Call(CallKind.CREATE_CONTACT, new java.util.LinkedHashMap<>(body)));
  }

  private static Decision of(Call... calls) {
    return new Decision.Calls("demo", new Person.ByEmail("a"), List.of(calls), List.of());
  }

  private static Decision warned(String field, String why) {
    return new Decision.Calls(
        "demo",
        new Person.ByEmail("a"),
        List.of(),
        List.of(new Warning(field, "", "demo.yaml:1", why)));
  }

  private static Decision failed(String why, Warning... warnings) {
    return new Decision.Failed(
        "demo", new Reason(ReasonCode.MAPPING_FAILED, why), List.of(warnings));
  }

  private static Decision ignored(String why) {
    return new Decision.Ignored("demo", new Reason(ReasonCode.MAPPING_IGNORES, why));
  }
}
