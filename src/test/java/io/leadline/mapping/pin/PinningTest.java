package io.leadline.mapping.pin;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.crm.Catalogue;
import io.leadline.event.CrmMode;
import io.leadline.event.HookName;
import io.leadline.event.Submission;
import io.leadline.mapping.Compilation;
import io.leadline.mapping.Decision;
import io.leadline.mapping.MappingCompiler;
import io.leadline.mapping.MappingSet;
import io.leadline.mapping.MappingTexts;
import java.lang.Character.UnicodeScript;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PinningTest {
  private static final String CONTACT =
      """
      hook: typeform
      createContact:
        email: {from: $.answers.email, otherwise: nobody@example.com}
        first_name: {from: $.answers.name | first_name, otherwise: Unknown}
        last_name: $.answers.name | last_name
        contact_status: Active
        contact_source: Website
        entity_name: {from: $.answers.email | company_domain, otherwise: Private person}
        entity_label: Company
        entity_status: Active
      """;

  private static final Set<String> NOBODYS =
      Set.of("Boss", "Some", "[Some, Many]", "yes", "no", "DE", "GB", "Europe/Berlin", "false");
  private static final Instant AT = Instant.parse("2026-01-18T18:17:02Z");

  private final Random random = new Random(7);

  // ── words ─────────────────────────────────────────────────────────────────────────────────────

  /** In a shape, X and x are any letter, # any digit; all else is itself. */
  @ParameterizedTest
  @CsvSource({
    "Ada Lovelace, Xxx Xxxxxxxx", //
    "ADA lovelace-KING, XXX xxxxxxxx-XXXX",
    "McDonald, XxXxxxxx",
    "ada@acme.com, xxx@xxxx.com",
    "ada@acme.company, xxx@xxxx.xxxxxxx",
    "ada+news@acme.co.uk, xxx+xxxx@xxxx.co.uk",
    "Ada <ada.lovelace@gmail.com>, Xxx <xxx.xxxxxxxx@gmail.com>",
    "ada@lovelace.gmail.com, xxx@xxxxxxxx.gmail.com",
    "https://www.acme.com/team?id=ada, https://www.xxxx.com/xxxx?xx=xxx",
    "acme.com, xxxx.com",
    "Hello. Com from, Xxxxx. Xxx xxxx",
    "Acme GmbH & Co., Xxxx XxxX & Xx.",
    "+44 20 7946 0958, +44 ## #### 0###",
    "tel:+442079460958, tel:+44##########",
    "0049 30 901820, 0049 ## ######",
    "(0171) 123-4567, (0###) ###-####",
    "007, 0##",
    "7, 7",
    "true, true",
    "2026-01-18, ####-0#-##",
    "18.01.2026, ##.0#.####",
    "2026-01-18T08:17:02.123+02:00, ####-0#-##T0#:##:0#.###+02:00",
    "<p>Hello&nbsp;there</p>, <p>Xxxxx&nbsp;xxxxx</p>",
  })
  void keepsTheShapeOfAText(String real, String shape) {
    String pattern = pattern(shape);

    assertThat(replaced(real)).asString().matches(pattern);
    assertThat(real.equals(shape) || !real.equals(replaced(real))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Ελένη, GREEK", //
    "ВЛАДИМИР, CYRILLIC",
    "Zoë Çağlar, LATIN",
    "山田太郎, HAN",
    "김철수, HANGUL",
    "やまだ, HIRAGANA",
    "محمد, ARABIC",
    "Նարեկ, ARMENIAN"
  })
  void keepsTheScript(String real, UnicodeScript script) {
    String made = String.valueOf(replaced(real));

    assertThat(made.codePoints().filter(Character::isLetter))
        .allMatch(it -> UnicodeScript.of(it) == script);
    assertThat(made.codePointCount(0, made.length()))
        .isEqualTo(real.codePointCount(0, real.length()));
    assertThat(made).isNotEqualTo(real);
  }

  @Test
  void givesTheSameWordTheSameStandInWhereverItStands() {
    var ada = submission(Map.of("name", "Ada Lovelace", "email", "ada@LOVELACE.com"));
    var again =
        submission(Map.of("name", "LOVELACE", "notes", List.of(Map.of("who", "about Ada"))));
    var pinning = new Pinning(set(CONTACT), List.of(ada, again), random);

    var first = ((Pin.Made) pinning.pin(ada)).submission().answers();
    var second = ((Pin.Made) pinning.pin(again)).submission().answers();

    String[] name = String.valueOf(first.get("name")).split(" ");
    assertThat(first.get("email"))
        .isEqualTo(
            name[0].toLowerCase(Locale.ROOT) + "@" + name[1].toUpperCase(Locale.ROOT) + ".com");
    assertThat(second.get("name")).isEqualTo(name[1].toUpperCase(Locale.ROOT));
    assertThat(second.get("notes")).asString().endsWith(" " + name[0] + "}]");
  }

  @Test
  void drawsOthersInEveryRun() {
    Object one = replaced("Lovelace");

    assertThat(replaced("Lovelace")).isNotEqualTo(one);
  }

  @Test
  void keepsTheKindOfEveryValue() {
    var nested = new LinkedHashMap<String, Object>();
    nested.put("whole", 4217);
    nested.put("long", 12345678901L);
    nested.put("price", new BigDecimal("-1249.50"));
    nested.put("rating", 7);
    nested.put("agreed", true);
    nested.put("nothing", null);
    nested.put("list", List.of(42, "Paris", List.of()));

    var made = (Map<?, ?>) Objects.requireNonNull(replaced(nested));

    assertThat(made.keySet()).isEqualTo(nested.keySet());
    assertThat(made.get("whole"))
        .isInstanceOf(Integer.class)
        .asString()
        .matches("[1-9]\\d{3}")
        .isNotEqualTo("4217");
    assertThat(made.get("long"))
        .isInstanceOf(Long.class)
        .asString()
        .hasSize(11)
        .isNotEqualTo("12345678901");
    assertThat(made.get("price"))
        .isInstanceOf(BigDecimal.class)
        .asString()
        .matches("-[1-9]\\d{3}\\.\\d\\d");
    assertThat(made.get("rating")).isEqualTo(7);
    assertThat(made.get("agreed")).isEqualTo(true);
    assertThat(made.get("nothing")).isNull();
    assertThat(made.get("list"))
        .asString()
        .matches("\\[[1-9]\\d, [A-Z][a-z]{4}, \\[]]")
        .doesNotContain("Paris");
  }

  // ── what the mapping tells from other words ───────────────────────────────────────────────────

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "lookup; {from: $.answers.x, lookup: {Chief Executive: Boss, 11-50: Some}, otherwise: Nobody}; chief executive; chief executive",
        "lookup in lists; {from: \"$.answers.x | split(',')\", lookup: {11-50: Some, 50+: Many}}; 11-50,50+; 11-50,50+",
        "is; {from: $.answers.x, when: Sales, then: yes, otherwise: no}; Sales; Sales",
        "has; {from: $.answers.x, when: {has: test}, then: yes, otherwise: no}; mytesting; xxtestxxx",
        "matches; {from: $.answers.x, when: {matches: '*@acme.com'}, then: yes, otherwise: no}; bob@acme.com; xxx@acme.com",
        "argument; \"$.answers.x | replace('Ref', 'No')\"; Ref 4711; Ref ####",
        "a bound; {from: $.answers.x, when: {at_least: 60000}, then: yes, otherwise: no}; 60001; #####",
        "two bounds; {from: $.answers.x, when: {at_least: 300, at_most: 320}, then: yes, otherwise: no}; 311; 3##",
        "a date; \"$.answers.x | date('yyyy', 'd/M/yy')\"; 18/1/26; ##/#/##",
        "a country; $.answers.x | country_code; Germany; Germany",
        "a country of two words; $.answers.x | country_code; United Kingdom; United Kingdom",
        "a country nobody asks for; $.answers.x; Germany; Xxxxxxx",
        "a time zone; $.answers.x | timezone; Europe/Berlin; Europe/Berlin",
        "a no; $.answers.x | ticked; Nein; Nein",
        "a title; $.answers.x | first_name; Miss Anna Bell; Miss Xxxx Xxxx",
        "a particle; $.answers.x | last_name; Anna von Bell; Xxxx von Xxxx",
        "a hash; $.answers.x | hash; Ada; Xxx",
        "a number; $.answers.x | number; 1250; ####",
        "in order; $.answers.y | sort; Bell; Xxxx"
      })
  void keepsWhatTheMappingTellsFromOtherWords(String what, String line, String real, String shape) {
    String mapping =
        CONTACT
            + "  custom: {mine: "
            + (line.startsWith("{") || line.startsWith("\"") ? line : '"' + line + '"')
            + "}\n";
    Map<String, ?> answers = Map.of("x", real, "y", List.of(real, "Alan", "Zoe"));

    Pin.Made made = made(mapping, answers);

    Map<String, @Nullable Object> was = body(set(mapping).decide(submission(answers)));
    assertThat(made.submission().answers().get("x")).asString().matches(pattern(shape));
    assertThat(body(made.decision())).containsOnlyKeys(was.keySet());
    if (NOBODYS.contains(String.valueOf(was.get("mine")))) {
      assertThat(body(made.decision())).containsEntry("mine", was.get("mine"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[?(@.label == 'Home Town')].value",
        "[?('Home Town' == @['label'])].value",
        "[?(@.label in ['Home Town', 'City'] && @.value)].value",
        "[?(@.label contains 'Town')].value",
        "[?(@.no == 4711)].value",
      })
  void keepsWhatAFilterLooksFor(String filter) {
    var fields =
        List.of(
            Map.of("label", "Home Town", "no", 4711, "value", "Paris"),
            Map.of("label", "Some other", "no", 4712, "value", "Lovelace"));

    Pin pin =
        pin(
            CONTACT + "  city: \"$.body.fields" + filter + "\"\n",
            submission(Map.of(), Map.of("fields", fields)));

    assertThat(pin).isInstanceOf(Pin.Made.class);
    Pin.Made made = (Pin.Made) pin;
    assertThat(body(made.decision()).get("city")).asString().matches("(?!Paris)[A-Z][a-z]{4}");
    assertThat(made.submission().body()).asString().doesNotContain("Lovelace");
  }

  @Test
  void theSameConstantsComeOut() {
    String mapping =
        CONTACT
            + "  contact_role_label: $.answers.role\n  city: {from: $.answers.budget, when: {at_least: 500}, then: Sales ready}\n  email_optout: $.answers.news\n";

    var body =
        body(
            made(mapping, Map.of("role", "decision maker", "budget", 512, "news", "nein"))
                .decision());

    assertThat(body)
        .containsEntry("contact_role_label", "Decision Maker")
        .containsEntry("city", "Sales ready")
        .containsEntry("email_optout", 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+1 650 253 0000", "+442079460958", "0049 171 1234567", "+33 6 12 34 56 78"})
  void aPhoneNumberThatCanBeDialledStaysOne(String phone) {
    String mapping = CONTACT + "  secondary_phone: $.answers.phone\n";

    Pin.Made made = made(mapping, Map.of("phone", phone));

    assertThat(body(made.decision()).get("secondary_phone")).asString().startsWith("+");
    assertThat(made.submission().answers().get("phone")).isNotEqualTo(phone);
  }

  @Test
  void aPhoneNumberIsOfTheCountryThatIsSaid() {
    String mapping =
        CONTACT
            + "  country_code: $.answers.land | country_code\n  secondary_phone: $.answers.phone\n";

    Pin.Made made =
        made(
            mapping,
            Map.of("phone", "0171 1234567", "land", "Deutschland", "name", "Jordan Malta"));

    assertThat(body(made.decision()).get("secondary_phone")).asString().startsWith("+49");
    assertThat(made.kept()).containsExactly("Deutschland");
    assertThat(made.submission().answers().get("name")).asString().doesNotContain("Jordan");
  }

  @Test
  void aPhoneNumberThatCannotBeDialledIsStillAWarning() {
    String mapping = CONTACT + "  secondary_phone: $.answers.phone\n";

    var calls = (Decision.Calls) made(mapping, Map.of("phone", "call me")).decision();

    assertThat(calls.warnings())
        .singleElement()
        .satisfies(it -> assertThat(it.field()).isEqualTo("secondary_phone"));
  }

  @Test
  void aNameThatIsACountryTooIsReplacedThoughItsHashDiffers() {
    String mapping = CONTACT + "  custom: {key: $.answers.email | hash}\n";
    var name = Map.of("first", "Jordan", "last", "Chad");

    Pin.Made made = made(mapping, Map.of("email", "jordan@gmail.com", "name", name));

    assertThat(made.kept()).containsExactly("gmail.com");
    assertThat(made.submission().answers().toString())
        .doesNotContainIgnoringCase("jordan")
        .doesNotContain("Chad");
  }

  // ── what becomes of it ────────────────────────────────────────────────────────────────────────

  @Test
  void whatFailsFailsForTheSameReason() {
    String mapping =
        CONTACT.replace(
            "{from: $.answers.email, otherwise: nobody@example.com}", "$.answers.email");
    Map<String, ?> answers = Map.of("email", "ada at acme", "name", "Ada");

    Pin.Made made = made(mapping, answers);

    assertThat(made.decision()).isEqualTo(set(mapping).decide(submission(answers)));
    assertThat(made.decision()).isInstanceOf(Decision.Failed.class);
    assertThat(made.submission().answers().get("email"))
        .asString()
        .matches("[a-z]{3} [a-z]{2} [a-z]{4}")
        .isNotEqualTo("ada at acme");
  }

  @Test
  void whatIsIgnoredStaysIgnored() {
    String mapping =
        "hook: typeform\nwhen: {$.answers.email: {matches: '*@acme.com'}}\nignore: our own\n";

    Pin.Made made = made(mapping, Map.of("email", "ada@acme.com"));

    assertThat(made.mapping()).isEqualTo("demo");
    assertThat(made.decision()).isInstanceOf(Decision.Ignored.class);
    assertThat(made.submission().answers().get("email"))
        .asString()
        .matches("(?!ada)[a-z]{3}@acme.com");
  }

  @Test
  void refusesWhatNoMappingTakes() {
    assertThat(pin(CONTACT + "when: {$.form.id: other}\n", Map.of()))
        .isEqualTo(new Pin.Refused("no mapping here takes it"));
  }

  @Test
  void refusesWhatNeedsTheRealWords() {
    String mapping =
        CONTACT + "  city: {from: $.answers.kind | truncate(4), lookup: {Rest: Berlin}}\n";

    assertThat(pin(mapping, Map.of("kind", "Restaurant")))
        .isEqualTo(
            new Pin.Refused(
                "whatever stands for one of its words, createContact.city and the warnings would"
                    + " come out otherwise; write this case by hand"));
  }

  @Test
  void refusesWhatIsTooLargeToBeRead() {
    assertThat(pin(CONTACT, Map.of("x", "word ".repeat(100_000))))
        .isEqualTo(
            new Pin.Refused(
                "it is too large for a case (more than 200000 characters, with all that the tool"
                    + " sent); write one by hand, with what it is about"));
  }

  /** Some of them took all the stack, others minutes. */
  @ParameterizedTest
  @ValueSource(
      strings = {" ", ".", "@", "1", "-", "a.", "@a.", "www.", "a ", "+49 ", "( ", "&", "<"})
  @Timeout(60)
  void takesAnyTextInTime(String piece) {
    String many = piece.repeat(95_000 / piece.length());

    for (String text : List.of(many, "@a" + many, "tel:" + many, many + "x")) {
      assertThat(pin(CONTACT, Map.of("x", text))).isNotNull();
    }
  }

  @Test
  @Timeout(60)
  void takesAListOfManyInTime() {
    List<String> items = IntStream.range(0, 8_000).mapToObj(i -> "w" + i).toList();

    assertThat(pin(CONTACT, Map.of("x", items))).isNotNull();
  }

  // ── what of it ────────────────────────────────────────────────────────────────────────────────

  @Test
  void takesOfTheBodyOnlyWhatIsRead() {
    String mapping = CONTACT + "  city: $.body.place.city\n  address: $.body['lines'][0]\n";
    var body =
        Map.of(
            "place",
            Map.of("city", "Paris", "zip", "75001"),
            "lines",
            List.of("Rue 12"),
            "secret",
            "x");

    Pin.Made made = (Pin.Made) pin(mapping, submission(Map.of(), body));

    assertThat(made.parts())
        .contains("body", "answers")
        .doesNotContain("event_id", "received_at", "hook");
    assertThat(made.submission().body())
        .asString()
        .matches("\\{(place=\\{city=[A-Z][a-z]{4}}|lines=\\[[A-Z][a-z]{2} \\d\\d]|, )+}")
        .doesNotContain("Paris");
  }

  @Test
  void takesNoBodyWhereNoneIsRead() {
    assertThat(made(CONTACT, Map.of("name", "Ada")).submission().body()).isNull();
    assertThat(made(CONTACT, Map.of("name", "Ada")).parts()).doesNotContain("body");
  }

  @Test
  void replacesTheTimesThatAreRead() {
    Pin.Made made = made(CONTACT + "  city: $.submitted_at | date\n", Map.of());

    assertThat(made.parts()).contains("submitted_at");
    assertThat(made.submission().submittedAt()).isNotNull().isNotEqualTo(AT);
    assertThat(body(made.decision()).get("city")).asString().matches("2\\d{3}-\\d\\d-\\d\\d");
  }

  private static Map<String, @Nullable Object> body(Decision decision) {
    return ((Decision.Calls) decision).calls().get(0).body();
  }

  private static String pattern(String shape) {
    return shape
        .replaceAll("[+*.()?|\\[\\]]", "\\\\$0")
        .replaceAll("X", "[A-Z]")
        .replaceAll("x", "[a-z]")
        .replaceAll("#", "[0-9]");
  }

  private @Nullable Object replaced(Object answer) {
    return made(CONTACT, Map.of("x", answer)).submission().answers().get("x");
  }

  private Pin.Made made(String mapping, Map<String, ?> answers) {
    return (Pin.Made) pin(mapping, answers);
  }

  private Pin pin(String mapping, Map<String, ?> answers) {
    return pin(mapping, submission(answers));
  }

  private Pin pin(String mapping, Submission real) {
    return new Pinning(set(mapping), List.of(real), random).pin(real);
  }

  private static MappingSet set(String mapping) {
    var texts = new MappingTexts(Map.of("demo.yaml", mapping));
    var compilation = MappingCompiler.compile(texts, Catalogue.documented(), CrmMode.B2B);
    assertThat(compilation).isInstanceOf(Compilation.Compiled.class);
    return ((Compilation.Compiled) compilation).set();
  }

  private static Submission submission(Map<String, ?> answers) {
    return submission(answers, Map.of("whole", "Body"));
  }

  private static Submission submission(Map<String, ?> answers, Object body) {
    return new Submission(
        new HookName("typeform"),
        "typeform",
        "e-1",
        "form_response",
        AT,
        AT,
        "f1",
        "Demo request",
        new LinkedHashMap<>(answers),
        Map.of(),
        Map.of(),
        Map.of(),
        body);
  }
}
