package io.leadline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the script {@code leadline} asks of Java, and when. Java is played by a script that notes
 * how it is called; {@link ClassArchiveTest} has the real one.
 */
class LauncherTest {
  /** Does what the launcher needs, unless a file beside it says otherwise. */
  private static final String JAVA =
      """
      #!/usr/bin/env bash
      here=$(dirname "${BASH_SOURCE[0]}")
      echo "$*" >> "$here/calls"
      case "$*" in
        *-Djarmode=tools*)
          touch "$here/begun"
          while [ -f "$here/waits" ]; do sleep 0.01; done
          [ ! -f "$here/cannot-unpack" ] || { echo noise; echo noise >&2; exit 1; }
          [ ! -f "$here/jar-changes" ] || echo more >> "$3"
          mkdir -p "$6/lib" && cp "$3" "$6/leadline.jar" && touch "$6/lib/one.jar" ;;
        *-Xlog:disable*)
          [ ! -f "$here/refuses-options" ] || { echo "Unrecognized option" >&2; exit 1; } ;;&
        *-XX:ArchiveClassesAtExit=*)
          [ -f "$here/makes-no-archive" ] || echo classes > "$(sed 's/.*AtExit=\\([^ ]*\\).*/\\1/' <<< "$*")" ;;
        *--version*) echo "leadline 1" ;;
        *) echo "done"; exit 7 ;;
      esac
      """;

  private static final long NOON = Instant.parse("2026-01-18T12:00:00Z").getEpochSecond();

  @TempDir Path home;
  private Path java;
  private Path jar;

  @BeforeEach
  void anInstallationWithoutSources() throws IOException {
    Files.copy(Path.of("leadline"), home.resolve("leadline"), StandardCopyOption.COPY_ATTRIBUTES);
    jar = Files.createDirectory(home.resolve("target")).resolve("leadline.jar");
    Files.writeString(jar, "jar");
    java = newJava("jdk");
    Files.createDirectory(home.resolve("bin"));
    itIs(NOON);
  }

  /** For the launcher, which asks {@code date}. */
  private void itIs(long seconds) throws IOException {
    Path date = Files.writeString(home.resolve("bin/date"), "#!/bin/sh\necho " + seconds + "\n");
    assertThat(date.toFile().setExecutable(true)).isTrue();
  }

  private void tenMinutesPass() throws IOException {
    itIs(NOON + 600);
  }

  @Test
  void aCommandRunsUnpackedAndWithTheArchive() throws Exception {
    assertRunsUnpacked("check", "some folder");

    assertThat(lastCall())
        .endsWith("leadline.jar check some folder")
        .contains("/target/quick-start/");
  }

  @Test
  void ofManyAtOnceOneUnpacks() throws Exception {
    var all = new ArrayList<Process>();
    for (int n = 0; n < 8; n++) {
      all.add(start(Map.of(), "check"));
    }
    for (Process one : all) {
      assertThat(one.waitFor()).isEqualTo(7);
    }

    assertThat(calls()).filteredOn(LauncherTest::unpacks).hasSize(1);
    assertRunsUnpacked("check");
  }

  @Test
  void itIsUnpackedOnce() throws Exception {
    run("check");
    run("test");
    run("events");

    assertThat(calls()).filteredOn(LauncherTest::unpacks).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "serve", "demo --help", "prove", "@command"})
  void whatServesRunsTheJarItself(String command) throws Exception {
    run("check");

    run(command.isEmpty() ? new String[0] : command.split(" "));

    assertThat(lastCall()).isEqualTo(("-jar " + jar + " " + command).strip());
  }

  @Test
  void optionsOfTheUserComeLast() throws Exception {
    run(Map.of("JAVA_OPTS", "-Xmx64m -XX:TieredStopAtLevel=4"), "check");
    assertThat(lastCall()).containsPattern("-Xlog:disable .* -Xmx64m -XX:TieredStopAtLevel=4 -jar");

    run(Map.of("JAVA_OPTS", "-Xmx64m"), "serve");
    assertThat(lastCall()).isEqualTo("-Xmx64m -jar " + jar + " serve");
  }

  @Test
  void anotherJarIsUnpackedAnew() throws Exception {
    run("check");
    Files.writeString(jar, "another jar");

    assertRunsUnpacked("check");

    assertThat(Files.readString(unpackedJar())).isEqualTo("another jar");
  }

  @Test
  void aJarOfAnotherTimeIsUnpackedAnew() throws Exception {
    run("check");
    Files.writeString(jar, "raj");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-18T18:17:02Z")));

    assertRunsUnpacked("check");

    assertThat(Files.readString(unpackedJar())).isEqualTo("raj");
  }

  @Test
  void anotherJvmMakesItsOwn() throws Exception {
    run("check");
    String first = lastCall();
    java = newJava("other-jdk-");

    assertRunsUnpacked("check");

    assertThat(lastCall()).isNotEqualTo(first);
  }

  @Test
  void whileOneUnpacksOthersDoWithout() throws Exception {
    Files.createFile(beside("waits"));
    Process first = start(Map.of(), "check");
    await().until(() -> Files.exists(beside("begun")));

    assertRunsPacked("test");
    Files.delete(beside("waits"));
    assertThat(first.waitFor()).isEqualTo(7);

    assertRunsUnpacked("test");
  }

  @Test
  void whatAKilledOneLeftIsNotUsedAndMadeAgainLater() throws Exception {
    Files.createFile(beside("waits"));
    Process killed = start(Map.of(), "check");
    await().until(() -> Files.exists(beside("begun")));
    List<ProcessHandle> itsJava = killed.descendants().toList();
    killed.destroyForcibly().waitFor();
    itsJava.forEach(ProcessHandle::destroyForcibly);
    Files.writeString(quickStart().get(0).resolve("leadline.jar"), "half");

    assertRunsPacked("check");

    Files.delete(beside("waits"));
    assertRunsPacked("check");

    tenMinutesPass();
    assertRunsUnpacked("check");
    assertThat(Files.readString(unpackedJar())).isEqualTo("jar");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cannot-unpack", "refuses-options", "jar-changes"})
  void whatDoesNotWorkIsLeftAloneAndNotTriedEachTime(String trouble) throws Exception {
    Files.createFile(beside(trouble));
    assertRunsPacked("check");
    Files.delete(beside(trouble));
    int unpacked = calls().stream().filter(LauncherTest::unpacks).toList().size();

    if (!trouble.equals("jar-changes")) {
      assertRunsPacked("check");
    }
    assertThat(calls()).filteredOn(LauncherTest::unpacks).hasSize(unpacked);
    assertThat(quickStart()).allSatisfy(left -> assertThat(left).isEmptyDirectory());
  }

  @Test
  void whereNothingCanBeWrittenItIsTheJarItself() throws Exception {
    // Root may write anywhere, but not below a file.
    Files.createFile(home.resolve("target/quick-start"));

    assertRunsPacked("check");
  }

  @Test
  void aJvmThatMakesNoArchiveRunsWithoutOne() throws Exception {
    Files.createFile(beside("makes-no-archive"));
    run("check");

    Result result = run("check");

    assertThat(result).isEqualTo(new Result(7, "done\n", ""));
    assertThat(lastCall()).contains("/target/quick-start/").doesNotContain("SharedArchiveFile");
  }

  @Test
  void anArchiveThatWasCutOffIsLeftOut() throws Exception {
    run("check");
    Files.writeString(unpackedJar().resolveSibling("classes.jsa"), "cla");

    assertThat(run("check")).isEqualTo(new Result(7, "done\n", ""));
    assertThat(lastCall()).contains("/target/quick-start/").doesNotContain("SharedArchiveFile");
  }

  @Test
  void anUnpackedJarThatIsGoneIsMadeAgain() throws Exception {
    run("check");
    Files.delete(unpackedJar());
    tenMinutesPass();

    assertRunsUnpacked("check");
  }

  @Test
  void whatIsOfAnotherJarGoesWhenNobodyUsedItForADay() throws Exception {
    run("check");
    List<Path> ofTheFirst = quickStart();
    Files.writeString(jar, "another jar");
    run("check");
    assertThat(ofTheFirst).allSatisfy(left -> assertThat(left).exists());

    makeOlder(ofTheFirst);
    Files.writeString(jar, "a third jar");
    run("check");

    assertThat(ofTheFirst).allSatisfy(left -> assertThat(left).doesNotExist());
  }

  @Test
  void whatIsUsedIsNotOld() throws Exception {
    run("check");
    List<Path> ofTheFirst = quickStart();
    makeOlder(ofTheFirst);
    run("check");
    Files.writeString(jar, "another jar");
    run("check");
    assertThat(ofTheFirst).allSatisfy(used -> assertThat(used).exists());
  }

  private static void makeOlder(List<Path> files) throws IOException {
    for (Path file : files) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(90_000)));
    }
  }

  private static boolean unpacks(String call) {
    return call.contains("-Djarmode=tools");
  }

  private void assertRunsPacked(String... arguments) throws Exception {
    assertThat(run(arguments)).isEqualTo(new Result(7, "done\n", ""));
    assertThat(lastCall()).isEqualTo("-jar " + jar + " " + String.join(" ", arguments));
  }

  private void assertRunsUnpacked(String... arguments) throws Exception {
    assertThat(run(arguments)).isEqualTo(new Result(7, "done\n", ""));
    assertThat(lastCall())
        .contains("-XX:+VerifySharedSpaces -XX:SharedArchiveFile=" + unpackedJar().getParent());
  }

  /** The one that the last call ran. */
  private Path unpackedJar() throws IOException {
    List<String> words = List.of(lastCall().split(" "));
    return Path.of(words.get(words.indexOf("-jar") + 1));
  }

  private List<Path> quickStart() throws IOException {
    try (Stream<Path> made = Files.list(home.resolve("target/quick-start"))) {
      return made.toList();
    }
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(beside("calls"));
  }

  private String lastCall() throws IOException {
    List<String> calls = calls();
    return calls.get(calls.size() - 1);
  }

  private Path beside(String file) {
    return java.resolve("bin").resolve(file);
  }

  private Path newJava(String name) throws IOException {
    Path bin = Files.createDirectories(home.resolve(name).resolve("bin"));
    Path script = Files.writeString(bin.resolve("java"), JAVA + "# of " + name + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return home.resolve(name);
  }

  private record Result(int code, String out, String err) {}

  private Result run(String... arguments) throws Exception {
    return run(Map.of(), arguments);
  }

  private Result run(Map<String, String> environment, String... arguments) throws Exception {
    Process process = start(environment, arguments);
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    int code = process.waitFor();
    return new Result(code, out, Files.readString(home.resolve("err")));
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    var command = new ArrayList<String>(List.of(home.resolve("leadline").toString()));
    command.addAll(Arrays.asList(arguments));
    var builder = new ProcessBuilder(command).redirectError(home.resolve("err").toFile());
    builder.environment().remove("JAVA_OPTS");
    builder
        .environment()
        .merge("PATH", home.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
    builder.environment().put("JAVA_HOME", java.toString());
    builder.environment().putAll(environment);
    return builder.start();
  }
}
