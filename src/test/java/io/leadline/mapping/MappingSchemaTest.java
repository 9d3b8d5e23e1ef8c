package io.leadline.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.leadline.event.CrmField;
import io.leadline.event.CrmField.Need;
import io.leadline.event.CrmField.Owner;
import io.leadline.event.Documents;
import io.leadline.event.FieldCatalogue;
import io.leadline.event.FieldType;
import io.leadline.mapping.cases.CaseSchema;
import io.leadline.mapping.yaml.Problem.Severity;
import io.leadline.mapping.yaml.Problems;
import io.leadline.mapping.yaml.YamlNode;
import io.leadline.mapping.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What compiles is valid, and a wrong name or shape is not. */
class MappingSchemaTest {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

  // ── what is right ─────────────────────────────────────────────────────────────────────────────

  @ParameterizedTest
  @MethodSource("good")
  void takesWhateverCompiles(String title, MappingTexts texts) {
    assertThat(complaints(texts)).as(title).isEmpty();
  }

  static Stream<Arguments> good() {
    var good =
        Sections.read("/mapping/good.txt").stream()
            .map(section -> Arguments.of(section.title(), section.texts()));
    var shipped = Stream.of(Arguments.of("shipped", shipped()));
    return Stream.concat(good, shipped);
  }

  /** A warning is no reason to mark a line as wrong. */
  @ParameterizedTest
  @MethodSource("warned")
  void takesWhatIsOnlyWarnedOf(Sections section) {
    assertThat(complaints(section.texts())).isEmpty();
  }

  static Stream<Sections> warned() {
    return BrokenFilesTest.broken()
        .filter(section -> !section.file("says").contains("ERROR"))
        .filter(section -> !section.title().equals("cases without their mapping"));
  }

  // ── what is wrong ─────────────────────────────────────────────────────────────────────────────

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown field",
        "unknown field that people call otherwise: phone",
        "unknown field that people call otherwise: company",
        "unknown field that people call otherwise: tags",
        "unknown field that people call otherwise: surname",
        "unknown field without a suggestion",
        "line without a value",
        "api key in a mapping",
        "org id at the top",
        "member id in createContact",
        "unknown key at the top",
        "no hook",
        "hook that is none",
        "nothing to do",
        "list for a file",
        "ignore without a reason",
        "ignore beside a call",
        "question written as a path",
        "unknown condition",
        "condition that never holds",
        "condition on a word",
        "exists that is neither",
        "at_least without a number",
        "condition with nothing",
        "unknown word below a field",
        "then without when",
        "role that the CRM does not know",
        "documented field under custom",
        "only_new of the address",
        "value that is not in its list",
        "stage that is not in its list",
        "owner that is no member",
        "unknown list of crm-values",
        "stages without ids",
        "expression in the defaults",
        "unknown field in the defaults",
        "profile without its source",
        "profile with nothing in it",
        "profile with names below names",
        "include of something else",
        "profile alone without its contact",
        "contact id beside createContact",
        "mistakes in two files"
      })
  void refusesAWrongNameOrShape(String title) {
    Sections section =
        BrokenFilesTest.broken()
            .filter(broken -> broken.title().equals(title))
            .findFirst()
            .orElseThrow();

    assertThat(complaints(section.texts())).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- {submission: {}, expect: {failed: x}}",
        "- {name: x, expect: {failed: x}}",
        "- {name: x, submission: {}, request: {}, expect: {failed: x}}",
        "- {name: x, submission: {}}",
        "- {name: x, submission: {}, expect: {}}",
        "- {name: x, submission: {answer: {}}, expect: {failed: x}}",
        "- {name: x, submission: {}, expect: {fail: x}}",
        "- {name: x, submission: {}, expect: {warnings: none}}",
        "{name: x, submission: {}, expect: {failed: x}}"
      })
  void refusesACaseThatCouldNotBeRun(String cases) {
    assertThat(complaints(new MappingTexts(Map.of("m.cases.yaml", cases + "\n")))).isNotEmpty();
  }

  // ── what an editor shows ──────────────────────────────────────────────────────────────────────

  @Test
  void describesEveryNameThatItOffers() {
    assertThat(schemas(TestCatalogue.catalogue(), shipped()))
        .allSatisfy((file, schema) -> assertThat(undescribed(file, schema)).isEmpty());
  }

  /** Every name of lines that may be written, and has no words for whoever hovers over it. */
  private static List<String> undescribed(String place, Object schema) {
    var found = new ArrayList<String>();
    if (schema instanceof List<?> list) {
      list.forEach(item -> found.addAll(undescribed(place, item)));
    } else if (schema instanceof Map<?, ?> object) {
      object.forEach((key, value) -> found.addAll(undescribed(place + "/" + key, value)));
      if (object.get("additionalProperties") instanceof Boolean
          && object.get("properties") instanceof Map<?, ?> names) {
        names.forEach(
            (name, value) -> {
              if (!(value instanceof Map<?, ?> described)
                  || !(described.get("description") instanceof String words)
                  || words.isBlank()) {
                found.add(place + "/" + name);
              }
            });
      }
    }
    return found;
  }

  @Test
  void offersTheOrganisationsOwnFields() {
    var own =
        new CrmField(
            "shoe_size",
            FieldType.NUMBER,
            Need.ORGANISATION,
            Owner.CONTACT,
            true,
            List.of(),
            "In European numbers");
    List<CrmField> fields = new ArrayList<>(TestCatalogue.catalogue().all());
    fields.add(own);

    String schema =
        Documents.write(schemas(FieldCatalogue.of(fields), shipped()).get("mapping.schema.json"));

    assertThat(schema)
        .contains(
            "\"shoe_size\":{\"description\":\"In European numbers. Takes: number. Required by your organisation.\"");
  }

  @Test
  void offersTheNamesOfCrmValuesInAnyCase() {
    var texts =
        Map.of(
            "crm-values.yaml",
            "statuses: [\"Über (neu)\", Lead]\nstages: {Won: stage_7}\n",
            "m.yaml",
            "hook: x\ncreateContact: {contact_status: \"ÜBER (NEU)\", contact_stage_id: STAGE_7}\n");

    assertThat(complaints(new MappingTexts(texts))).isEmpty();
    assertThat(Documents.write(schemas(TestCatalogue.catalogue(), new MappingTexts(texts))))
        .contains("\"enum\":[\"Über (neu)\",\"Lead\"]", "\"enum\":[\"Won\"]");
  }

  @Test
  void goesWithoutCrmValuesThatCannotBeRead() {
    var texts = new MappingTexts(Map.of("crm-values.yaml", "statuses: {"));

    assertThat(schemas(TestCatalogue.catalogue(), texts)).isNotEmpty();
  }

  // ── validating ────────────────────────────────────────────────────────────────────────────────

  private static Map<String, Map<String, Object>> schemas(
      FieldCatalogue catalogue, MappingTexts texts) {
    var all = new TreeMap<>(MappingSchema.all(catalogue, texts));
    all.put(CaseSchema.FILE, CaseSchema.with(catalogue));
    return all;
  }

  static List<String> complaints(MappingTexts texts) {
    var schemas = schemas(TestCatalogue.catalogue(), texts);
    var found = new ArrayList<String>();
    texts
        .byFileName()
        .forEach(
            (file, text) ->
                schemaOf(file)
                    .map(name -> REGISTRY.getSchema(Documents.write(schemas.get(name))))
                    .ifPresent(
                        schema ->
                            complaints(schema, file, text)
                                .forEach(error -> found.add(file + ": " + error))));
    return found;
  }

  private static Optional<String> schemaOf(String file) {
    if (file.endsWith(MappingTexts.CASES)) {
      return Optional.of(CaseSchema.FILE);
    }
    if (MappingTexts.isMapping(file)) {
      return Optional.of("mapping.schema.json");
    }
    return MappingTexts.FOR_ALL.contains(file)
        ? Optional.of(file.replace(".yaml", ".schema.json"))
        : Optional.empty();
  }

  private static List<Error> complaints(Schema schema, String file, String text) {
    Problems problems = new Problems();
    YamlNode root = YamlReader.read(file, text, problems);
    assertThat(problems.sorted())
        .as("not for a schema to find")
        .noneMatch(problem -> problem.severity() == Severity.ERROR);
    return root == null
        ? List.of()
        : schema.validate(Documents.write(root.toDocument()), InputFormat.JSON);
  }

  private static MappingTexts shipped() {
    var files = new TreeMap<String, String>();
    try (Stream<Path> paths = Files.list(Path.of("mappings"))) {
      for (Path path : paths.filter(it -> it.toString().endsWith(".yaml")).toList()) {
        files.put(path.getFileName().toString(), Files.readString(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new MappingTexts(files);
  }
}
