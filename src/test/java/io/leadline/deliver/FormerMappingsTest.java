package io.leadline.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.ConnectionName;
import io.leadline.event.CrmMode;
import io.leadline.journal.KeptMappings;
import io.leadline.mapping.MappingCompiler;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class FormerMappingsTest {
  private static final ConnectionName EU = new ConnectionName("eu");
  private static final String MAPPING =
      """
      hook: typeform
      createContact:
        email: $.answers.email
        first_name: $.answers.name
        contact_source: Web
        entity_name: Acme
        custom:
          shoe_size: $.answers.shoes
      """;
  private static final String DEFAULTS =
      """
      createContact:
        contact_status: Active
        entity_label: Company
        entity_status: Active
      """;
  private static final String FIELD_MAP =
      """
      {"email": {}, "first_name": {}, "shoe_size": {"type": "number", "required": true, "description": "In \\"EU\\" sizes"},
       "colour": {"type": "string", "options": ["red", "blue"]}}
      """;

  @TempDir Path folder;
  private Bench bench;
  private FormerMappings former;

  @BeforeEach
  void open() {
    bench = new Bench(folder);
    former = new FormerMappings(bench.journal.mappings());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private LiveMappings take(Map<String, String> files) {
    var live =
        new LiveMappings(
            () -> new io.leadline.mapping.MappingTexts(files),
            Map.of(ConnectionName.DEFAULT, CrmMode.B2B, EU, CrmMode.B2C),
            Bench.TRIAL,
            bench.journal,
            bench.told::add,
            bench.clock);
    live.refresh();
    live.learn(EU, FIELD_MAP);
    live.refresh();
    return live;
  }

  private static Map<String, String> files() {
    var files = new LinkedHashMap<String, String>();
    files.put("defaults.yaml", DEFAULTS);
    files.put("demo.yaml", MAPPING);
    return files;
  }

  private String hash(LiveMappings live, ConnectionName connection) {
    return live.of(connection).orElseThrow().hash();
  }

  @Test
  void makesTheSetsOfBeforeAgainForEachConnection() {
    LiveMappings live = take(files());
    String here = hash(live, ConnectionName.DEFAULT);
    String eu = hash(live, EU);
    assertThat(eu).isNotEqualTo(here);

    bench.restart();
    former = new FormerMappings(bench.journal.mappings());

    for (String hash : List.of(here, eu)) {
      var made = (FormerMappings.Former.Made) former.of(hash);
      assertThat(made.set().hash()).isEqualTo(hash);
      assertThat(made.texts().byFileName()).isEqualTo(files());
      assertThat(made.kept().firstUsed()).isEqualTo(Bench.T0);
    }
  }

  @Test
  void leavesTheCasesOut() {
    Map<String, String> files = files();
    files.put(
        "demo.cases.yaml",
        "- {name: one, submission: {answers: {email: a@b.co, name: A}}, expect: {createContact:"
            + " {email: a@b.co}}}");
    LiveMappings live = take(files);

    var made = (FormerMappings.Former.Made) former.of(hash(live, EU));

    assertThat(live.problems()).isEmpty();
    assertThat(made.texts().byFileName()).isEqualTo(files());
  }

  @Test
  void saysThatItNeverHadASet() {
    assertThat(former.of("ab12"))
        .isEqualTo(
            new FormerMappings.Former.Lost(
                "the mapping set ab12 is not kept in this journal: Leadline did not keep them"
                    + " yet"));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "0, B2B, '[]', 'was made by mapping engine 0, and this Leadline has '",
    "now, B2B, '[]', 'comes out otherwise in this version, from the same texts'",
    "now, B2X, '[]', 'is kept with fields that this version does not understand'",
    "now, B2B, '{}', 'is kept with fields that this version does not understand'",
    "now, B2B, '[{\"type\":\"SMELL\"}]', 'with fields that this version does not understand'",
  })
  void saysWhyASetCannotBeMadeAgain(String engine, String mode, String fields, String why) {
    var kept =
        new KeptMappings(
            "ab12",
            engine.equals("now") ? MappingCompiler.ENGINE : engine,
            mode,
            files(),
            fields,
            Bench.T0);
    bench.journal.mappings().comeIntoForce(List.of(kept));

    assertThat(former.of("ab12"))
        .isInstanceOfSatisfying(
            FormerMappings.Former.Lost.class,
            lost -> assertThat(lost.why()).startsWith("the mapping set ab12 ").contains(why));
  }
}
