package io.leadline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.crm.Catalogue;
import io.leadline.deliver.MappingFolder;
import io.leadline.event.CrmMode;
import io.leadline.event.HookName;
import io.leadline.event.Submission;
import io.leadline.event.Warning;
import io.leadline.mapping.Compilation;
import io.leadline.mapping.Decision;
import io.leadline.mapping.MappingCompiler;
import io.leadline.mapping.MappingSet;
import io.leadline.mapping.MappingTexts;
import io.leadline.mapping.cases.MappingCases.SubmissionReader;
import io.leadline.mapping.pin.Pin;
import io.leadline.mapping.pin.Pinning;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever people sent in: nothing of it is in a case, and the case passes. */
class PinnedCasesTest {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]{4,}");

  /** Beside those that are shipped: what cuts, sorts, counts, hashes and compares. */
  private static final String OTHER =
      """
      hook: other
      when: {$.answers.kind: {not: [test]}}
      createContact:
        email: $.answers.email | email
        first_name: {from: $.answers.name | first_name, otherwise: Unknown}
        last_name: $.answers.name | last_name
        contact_source: Website Form
        entity_name: {from: $.answers.email | company_domain, otherwise: Private person}
        city: $.answers.address.city | title
        address: $.answers.address
        entity_score: {from: $.answers.budget, when: {at_least: 5000}, then: 80, otherwise: 20}
        entity_tags: [$.answers.list | sort | unique, $.answers.born | date('yyyy')]
        secondary_phone: $.answers.phone | phone('DE')
        custom:
          key: $.answers.email | lower | hash
          beginning: $.answers.text | truncate(20)
          several: $.answers.list | count
      addProfileToContact:
        - profile_source: Form
          when: {$.answers.text: {has: urgent}}
          profile_payload: {summary: ["Urgent: {{ $.answers.text }}"]}
        - profile_source: Form
          include: all answers
          profile_payload: {summary: ["{{ $.answers.name }} wrote {{ $.answers.text }}"]}
      """;

  private static final Map<String, String> TEXTS = texts();
  private static final MappingSet SET = compiled(new MappingTexts(TEXTS));

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private static Map<String, String> texts() {
    Map<String, String> texts =
        new TreeMap<>(new MappingFolder(Path.of("mappings")).get().byFileName());
    texts.keySet().removeIf(name -> name.endsWith(MappingTexts.CASES));
    texts.put("other.yaml", OTHER);
    return texts;
  }

  private static MappingSet compiled(MappingTexts texts) {
    var compilation = MappingCompiler.compile(texts, Catalogue.documented(), CrmMode.B2B);
    assertThat(compilation).isInstanceOf(Compilation.Compiled.class);
    return ((Compilation.Compiled) compilation).set();
  }

  private PinnedCases cases(Map<String, String> texts, boolean written) {
    return new PinnedCases(
        folder,
        new MappingsToCheck(new MappingTexts(texts), CrmMode.B2B, folder, Map.of()),
        SET,
        SubmissionReader.INLINE_ONLY,
        written);
  }

  // ── any submission ────────────────────────────────────────────────────────────────────────────

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void nothingOfASubmissionIsInItsCaseAndTheCasePasses(long seed) {
    var leads = new Leads(new Random(seed));
    for (int run = 0; run < 8; run++) {
      List<Submission> reals = List.of(leads.submission(), leads.submission(), leads.submission());
      var pinning = new Pinning(SET, reals, new Random(seed * 1000 + run));
      var standIns = new HashMap<String, String>();
      for (Submission real : reals) {
        Pin pin = pinning.pin(real);
        if (pin instanceof Pin.Refused refused && refused.why().endsWith("a run of its own")) {
          Pin alone = new Pinning(SET, List.of(real), new Random(run)).pin(real);
          holds(real, alone, new HashMap<>());
        } else {
          holds(real, pin, standIns);
        }
      }
    }
  }

  private void holds(Submission real, Pin pin, Map<String, String> standIns) {
    if (isTaken(real)) {
      assertThat(pin).as("%s", real.answers()).isInstanceOf(Pin.Made.class);
      holds(real, (Pin.Made) pin, standIns);
    } else {
      assertThat(pin).isEqualTo(new Pin.Refused("no mapping here takes it"));
    }
  }

  private static boolean isTaken(Submission real) {
    return !(SET.decide(real) instanceof Decision.Failed failed && failed.mapping() == null);
  }

  private void holds(Submission real, Pin.Made made, Map<String, String> standIns) {
    String text = cases(TEXTS, false).add("pinned", made).text();
    assertThat(words(text))
        .as("%s%n%s", real.answers(), text)
        .doesNotContainAnyElementsOf(secrets(real, made));
    isAlike(real.answers(), made.submission().answers(), standIns);
    isAlike(real.labels(), made.submission().labels(), standIns);
    isAlike(real.hidden(), made.submission().hidden(), standIns);
    assertThat(outline(made.decision())).isEqualTo(outline(SET.decide(real)));
  }

  /**
   * What may not be there: all that was sent, but for what mappings, keys and forms say as well.
   */
  private static Set<String> secrets(Submission real, Pin.Made made) {
    Set<String> secrets = new HashSet<>();
    eachText(real.answers(), text -> secrets.addAll(words(text)));
    eachText(real.hidden(), text -> secrets.addAll(words(text)));
    TEXTS.values().forEach(text -> secrets.removeAll(words(text)));
    secrets.removeAll(words(real.answers().keySet() + " " + real.labels().keySet()));
    secrets.removeAll(words(String.join(" ", made.kept())));
    secrets.removeAll(Set.of("https", "true", "false", "0044"));
    assertThat(secrets).as("%s", real.answers()).isNotEmpty();
    return secrets;
  }

  private static Set<String> words(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }

  private static void eachText(@Nullable Object document, Consumer<String> found) {
    if (document instanceof Map<?, ?> object) {
      object.values().forEach(value -> eachText(value, found));
    } else if (document instanceof List<?> list) {
      list.forEach(item -> eachText(item, found));
    } else if (document != null) {
      found.accept(document.toString());
    }
  }

  private static void isAlike(
      @Nullable Object real, @Nullable Object made, Map<String, String> standIns) {
    if (real instanceof Map<?, ?> object && made instanceof Map<?, ?> other) {
      assertThat(other.keySet()).isEqualTo(object.keySet());
      object.forEach((key, value) -> isAlike(value, other.get(key), standIns));
    } else if (real instanceof List<?> list && made instanceof List<?> other) {
      assertThat(other).hasSameSizeAs(list);
      for (int i = 0; i < list.size(); i++) {
        isAlike(list.get(i), other.get(i), standIns);
      }
    } else if (real != null && made != null) {
      assertThat(made).hasSameClassAs(real);
      assertThat(shape(made.toString())).isEqualTo(shape(real.toString()));
      assertThat(made.toString())
          .isEqualTo(standIns.computeIfAbsent(real.toString(), none -> made.toString()));
    } else {
      assertThat(made).isEqualTo(real);
    }
  }

  private static String shape(String text) {
    return text.replaceAll("\\p{Lu}", "X").replaceAll("\\p{L}", "x").replaceAll("\\p{N}", "9");
  }

  private static String outline(Decision decision) {
    if (decision instanceof Decision.Calls calls) {
      return calls.calls().stream().map(call -> call + " " + call.body().keySet()).toList()
          + " "
          + calls.warnings().stream().map(Warning::field).toList();
    }
    return decision instanceof Decision.Failed failed
        ? "fails: " + failed.reason()
        : decision.toString();
  }

  /** Submissions of people who are not there. */
  private static final class Leads {
    private static final List<String> FIRST =
        List.of(
            "Ada",
            "Grace",
            "Zoë",
            "Björn",
            "Ελένη",
            "Владимир",
            "山田",
            "Jordan",
            "Mary-Jane",
            "O'Brien",
            "محمد",
            "İlker",
            "Éléonore",
            "Chad");
    private static final List<String> LAST =
        List.of(
            "Lovelace",
            "Hopper",
            "Ångström",
            "Παπαδοπούλου",
            "Иванов",
            "太郎",
            "von Neumann",
            "de la Cruz",
            "McArthur",
            "Straße",
            "علي",
            "Senior",
            "Malta");
    private static final List<String> DOMAINS =
        List.of(
            "gmail.com",
            "analytical.co.uk",
            "harvard.edu",
            "mail.navy.mil",
            "web.de",
            "münchen-bau.de",
            "yahoo.co.uk",
            "rechenwerk.gmbh");
    private static final List<String> TITLES = List.of("", "", "", "Dr. ", "Miss ", "Herr Prof. ");
    private static final List<String> COUNTRIES =
        List.of("Germany", "United Kingdom", "fr", "CHE", "Atlantis", "");
    private static final List<String> ROLES = List.of("CEO", "engineer", "Owner", "Zookeeper");
    private static final List<String> TALK =
        List.of(
            "call me after lunch",
            "urgent, please",
            "our budget grew to 84500 euros",
            "see https://www.analytical.co.uk/engine?ref=Babbage#part2",
            "<p>meet <b>Charles</b></p>",
            "room 4711b",
            "at 10:45 on 2031-05-17",
            "Hello\nWorld wide",
            "#1 {{ $.q.name }} 'quoted' \"twice\"",
            "İSTANBUL İstanbul istanbul",
            "e.g. test.of.dots");

    private final Random random;

    Leads(Random random) {
      this.random = random;
    }

    Submission submission() {
      boolean shipped = random.nextBoolean();
      Map<String, @Nullable Object> answers = answers();
      Map<String, @Nullable Object> labels = new LinkedHashMap<>();
      answers.forEach((id, value) -> labels.put("Your " + id + "?", value));
      return new Submission(
          new HookName(shipped ? "typeform" : "other"),
          "typeform",
          "01HX4711",
          "form_response",
          Instant.parse("2026-01-18T18:17:02Z"),
          Instant.parse("2026-01-18T18:17:03Z"),
          "lT4Z3jBN",
          "Demo request",
          answers,
          random.nextInt(4) == 0 ? answers : labels,
          inOrder("utm_campaign", one(TALK), "plan", 47 + random.nextInt(20000)),
          inOrder("score", 10 + random.nextInt(80)),
          inOrder("answers", "not read"));
    }

    private Map<String, @Nullable Object> answers() {
      String first = one(FIRST);
      String last = one(LAST);
      var answers = new LinkedHashMap<String, @Nullable Object>();
      String local =
          (first + "." + last)
              .replaceAll("[^\\p{L}]+", ".")
              .toLowerCase(Locale.ROOT)
              .replace("\u0307", "");
      maybe(
          answers,
          "email",
          () ->
              (random.nextBoolean() ? local : local.toUpperCase(Locale.ROOT)) + "@" + one(DOMAINS));
      maybe(
          answers,
          "name",
          () ->
              random.nextInt(4) == 0
                  ? inOrder("first", first, "last", last)
                  : one(TITLES) + first + " " + last);
      maybe(answers, "company", () -> last + " & " + one(LAST) + " Ltd.");
      maybe(
          answers,
          "website",
          () -> random.nextBoolean() ? "https://" + one(DOMAINS) + "/" + last : "no site");
      maybe(answers, "phone", this::phone);
      maybe(answers, "country", () -> one(COUNTRIES));
      maybe(answers, "role", () -> one(ROLES));
      maybe(
          answers,
          "newsletter",
          () ->
              random.nextBoolean()
                  ? random.nextBoolean()
                  : one(List.of("Yes", "nein", "no thanks", "Keep me posted")));
      maybe(
          answers,
          "message",
          () -> "I am " + first + ", " + one(TALK) + ". " + last + ": " + one(TALK));
      maybe(answers, "text", () -> one(TALK) + " " + last);
      maybe(
          answers,
          "list",
          () -> List.of(one(FIRST), one(TALK), one(FIRST), random.nextInt(100000)));
      maybe(
          answers,
          "address",
          () ->
              inOrder(
                  "street",
                  last + "straße " + (10 + random.nextInt(900)),
                  "city",
                  one(FIRST) + "ville",
                  "zip",
                  "0" + (1000 + random.nextInt(8999))));
      maybe(
          answers,
          "born",
          () ->
              "19"
                  + (10 + random.nextInt(90))
                  + "-0"
                  + (1 + random.nextInt(9))
                  + "-"
                  + (10 + random.nextInt(19)));
      maybe(
          answers,
          "budget",
          () ->
              random.nextBoolean()
                  ? (Object) (1000 + random.nextInt(9000))
                  : new BigDecimal(10_000 + random.nextInt(1_000_000)).movePointLeft(2));
      maybe(answers, "kind", () -> one(List.of("sales", "sales", "Others", "test")));
      maybe(answers, "rating", () -> random.nextInt(10));
      maybe(
          answers,
          "nested",
          () ->
              inOrder(
                  "deep",
                  List.of(inOrder("who", first + " " + last, "ok", true), List.of(last, 4711))));
      return answers;
    }

    private void maybe(
        Map<String, @Nullable Object> answers, String id, Supplier<@Nullable Object> value) {
      int chance = random.nextInt(10);
      if (chance < 8) {
        answers.put(id, value.get());
      } else if (chance == 8) {
        answers.put(id, null);
      }
    }

    /** Of a Map.of the order changes from run to run. */
    private static Map<String, @Nullable Object> inOrder(Object... keysAndValues) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      for (int i = 0; i < keysAndValues.length; i += 2) {
        map.put((String) keysAndValues[i], keysAndValues[i + 1]);
      }
      return map;
    }

    private String phone() {
      return one(List.of(
              "+49 171 %07d",
              "+1 (650) 253-%04d", "0171 %07d", "0044 20 7946 %04d", "ext. %d", "+33612345678 %d"))
          .formatted(random.nextInt(10_000));
    }

    private String one(List<String> of) {
      return of.get(random.nextInt(of.size()));
    }
  }
}
