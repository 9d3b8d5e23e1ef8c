package io.leadline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** The arrows between packages go one way; each failure says why. */
@AnalyzeClasses(packages = "io.leadline", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String SPRING = "org.springframework..";
  private static final String CAMEL = "org.apache.camel..";
  private static final String[] EVERY_FEATURE_BUT_SANDBOX = {
    "source",
    "form",
    "mapping",
    "sample",
    "journal",
    "crm",
    "receive",
    "deliver",
    "flow",
    "telemetry",
    "settings",
    "crash",
    "console",
    "api",
    "cli",
    "prove",
    "demo"
  };
  private static final String[] EVERY_FEATURE =
      Stream.concat(Stream.of(EVERY_FEATURE_BUT_SANDBOX), Stream.of("sandbox"))
          .toArray(String[]::new);
  private static final String[] IO = {
    SPRING, CAMEL, "java.sql..", "javax.sql..", "java.net.http..", "java.nio.file..", "org.jdbi.."
  };

  @ArchTest
  static final ArchRule features_form_no_cycle =
      slices()
          .matching("io.leadline.(*)..")
          .should()
          .beFreeOfCycles()
          .because(
              "a feature that needs another that needs it cannot be read, tested or moved alone");

  @ArchTest
  static final ArchRule event_is_vocabulary =
      noClasses()
          .that()
          .resideInAPackage("..leadline.event..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ours(EVERY_FEATURE))
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(SPRING, CAMEL, "java.sql..", "javax.sql..", "org.jdbi..")
          .because("every feature speaks these words, so they may need none of the features");

  @ArchTest
  static final ArchRule sources_are_pure =
      noClasses()
          .that()
          .resideInAPackage("..leadline.source..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(IO)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ours("journal", "mapping", "sample", "crm", "receive", "deliver", "flow"))
          .because(
              "a source is tried on bytes alone: what it needs fetched it says as data, and others"
                  + " fetch it");

  @ArchTest
  static final ArchRule tools_stand_on_top_of_what_they_share =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.leadline.source", "io.leadline.source.body", "io.leadline.source.signature")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.leadline.source.tool")
          .because(
              "a further form tool is one file and one line: nothing that all of them share may know"
                  + " one");

  @ArchTest
  static final ArchRule mappings_are_pure =
      noClasses()
          .that()
          .resideInAPackage("..leadline.mapping..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(IO)
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.time.Clock")
          .because(
              "a mapping must give the same in the CLI, in a test, in the console and at work");

  @ArchTest
  static final ArchRule mapping_files_are_read_from_below =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.leadline.mapping.yaml",
              "io.leadline.mapping.function",
              "io.leadline.mapping.field")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.leadline.mapping", "io.leadline.mapping.cases")
          .because(
              "a text, a function and a field's type are understood without the mapping around"
                  + " them");

  @ArchTest
  static final ArchRule mappings_know_no_cases =
      noClasses()
          .that()
          .resideInAPackage("io.leadline.mapping")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.leadline.mapping.cases", "io.leadline.mapping.pin")
          .because("what a mapping makes may not depend on who tries it");

  @ArchTest
  static final ArchRule journal_knows_no_business =
      noClasses()
          .that()
          .resideInAPackage("..leadline.journal..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ours("receive", "mapping", "deliver", "crm", "source", "flow"))
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage(CAMEL)
          .because("the journal keeps what others decide: it must not change when they do");

  @ArchTest
  static final ArchRule crm_knows_no_queue =
      noClasses()
          .that()
          .resideInAPackage("..leadline.crm..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ours("journal", "source", "mapping", "receive", "deliver", "console"))
          .because("what a reply of the CRM means does not depend on who asked");

  @ArchTest
  static final ArchRule receiving_comes_before_understanding =
      noClasses()
          .that()
          .resideInAPackage("..leadline.receive..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ours("mapping", "crm", "deliver"))
          .because("a webhook is stored and answered before it is understood");

  @ArchTest
  static final ArchRule delivery_has_no_door =
      noClasses()
          .that()
          .resideInAPackage("..leadline.deliver..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ours("receive", "console", "cli", "flow"))
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage(CAMEL)
          .because("delivery is driven, by Camel or by a test, and never reaches for its driver");

  @ArchTest
  static final ArchRule camel_stays_in_flow =
      noClasses()
          .that()
          .resideOutsideOfPackages("..leadline.flow..", "io.leadline")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CAMEL)
          .because("the Java behind a route is a plain object that a test calls without Camel");

  @ArchTest
  static final ArchRule nobody_calls_telemetry =
      noClasses()
          .that()
          .resideOutsideOfPackages("..leadline.telemetry..", "io.leadline")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..leadline.telemetry..")
          .because(
              "happenings are told to whoever listens; only the composition root knows who does");

  @ArchTest
  static final ArchRule nobody_knows_of_crashes =
      noClasses()
          .that()
          .resideOutsideOfPackages("..leadline.crash..", "io.leadline")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..leadline.crash..")
          .because("what a crash leaves behind is proved of the very code that runs without one");

  @ArchTest
  static final ArchRule sandbox_shares_no_code =
      noClasses()
          .that()
          .resideInAPackage("..leadline.sandbox..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ours("event"))
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(ours(EVERY_FEATURE_BUT_SANDBOX))
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(SPRING, CAMEL)
          .because("a stand-in that shares our code shares the bug that it should catch");

  @ArchTest
  static final ArchRule a_proof_shares_nothing_with_what_it_judges =
      noClasses()
          .that()
          .resideInAPackage("..leadline.prove..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ours("source", "mapping", "crm", "receive", "deliver", "flow", "telemetry", "cli"))
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(SPRING, CAMEL)
          .because("it sends over HTTP, and reads the journal and the CRM, as anybody may");

  @ArchTest
  static final ArchRule sql_stays_in_the_journal =
      noClasses()
          .that()
          .resideOutsideOfPackages("..leadline.journal.jdbc..", "io.leadline")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..")
          .because("one place knows the tables");

  private static String[] ours(String... features) {
    String[] packages = new String[features.length];
    for (int i = 0; i < features.length; i++) {
      packages[i] = "io.leadline." + features[i] + "..";
    }
    return packages;
  }
}
