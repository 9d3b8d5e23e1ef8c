package io.leadline.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Call;
import io.leadline.event.CrmMode;
import io.leadline.event.HookName;
import io.leadline.mapping.cases.MappingCases;
import io.leadline.sample.CaseRequests;
import io.leadline.source.tool.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files in {@code mappings/}, as they are shipped. */
class ShippedMappingsTest {
  private static final MappingTexts TEXTS = texts();

  @Test
  void compileWithoutAWord() {
    assertThat(MappingCompiler.compile(TEXTS, TestCatalogue.catalogue(), CrmMode.B2B))
        .isInstanceOfSatisfying(
            Compilation.Compiled.class, compiled -> assertThat(compiled.warnings()).isEmpty());
  }

  @Test
  void compileInB2cToo() {
    assertThat(MappingCompiler.compile(TEXTS, TestCatalogue.catalogue(), CrmMode.B2C))
        .isInstanceOf(Compilation.Compiled.class);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void passTheirCases(MappingCases.Result result) {
    assertThat(result.passed()).as(result.toString()).isTrue();
  }

  static Stream<MappingCases.Result> cases() {
    List<MappingCases.Result> results = run(set());
    assertThat(results).hasSizeGreaterThan(10);
    return results.stream();
  }

  /** A server whose cases fail takes no mapping up. */
  @Test
  void passTheirCasesInB2cToo() {
    var b2c =
        (Compilation.Compiled)
            MappingCompiler.compile(TEXTS, TestCatalogue.catalogue(), CrmMode.B2C);
    assertThat(run(b2c.set())).allMatch(MappingCases.Result::passed);
    assertThat(b2c.set().sends("entity_name")).isFalse();
    assertThat(b2c.set().sends("email")).isTrue();
  }

  private static List<MappingCases.Result> run(MappingSet set) {
    var requests =
        new CaseRequests(hook -> Sources.find(hook.value()), Sources::find, Path.of("mappings"));
    return MappingCases.run(TEXTS, set, requests);
  }

  @Test
  void nameThePropertiesThatHubSpotIsAskedFor() {
    assertThat(set().reads(new HookName("hubspot")))
        .contains("email", "firstname", "lastname", "phone", "company", "hs_language");
  }

  @Test
  void makeTheSameCallsOfACreationAndItsPropertyChanges() {
    var creation = Submissions.hubspot("contact.creation", "1");
    var change = Submissions.hubspot("contact.propertyChange", "2");
    assertThat(shas(set().decide(creation))).isNotEmpty().isEqualTo(shas(set().decide(change)));
  }

  private static List<String> shas(Decision decision) {
    return ((Decision.Calls) decision).calls().stream().map(Call::sha).toList();
  }

  private static MappingSet set() {
    return ((Compilation.Compiled)
            MappingCompiler.compile(TEXTS, TestCatalogue.catalogue(), CrmMode.B2B))
        .set();
  }

  private static MappingTexts texts() {
    TreeMap<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(Path.of("mappings"))) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(path.getFileName().toString(), Files.readString(path));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return new MappingTexts(files);
  }
}
