package io.leadline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The script {@code leadline} with a real JVM and a real archive, whole and damaged. */
class ClassArchiveTest {
  private static final String ARCHIVED =
      "io.leadline.mapping.MappingCompiler source: shared objects file";

  private static final Class<?> MAIN = UnpackingLeadline.class;

  @TempDir static Path home;
  private static Path archive;

  @BeforeAll
  static void unpackedByTheFirstCommand() throws Exception {
    Path launcher = home.resolve("leadline");
    Files.copy(Path.of("leadline"), launcher, StandardCopyOption.COPY_ATTRIBUTES);
    copyMappings();
    pack(Files.createDirectory(home.resolve("target")).resolve("leadline.jar"));

    assertIsInOrder(check());

    try (Stream<Path> made = Files.walk(home.resolve("target/quick-start"))) {
      archive = made.filter(file -> file.endsWith("classes.jsa")).findFirst().orElseThrow();
    }
  }

  @Test
  void classesComeFromTheArchive() throws Exception {
    Result result = check();

    assertIsInOrder(result);
    assertThat(result.classes()).contains(ARCHIVED);
  }

  enum Damage {
    EMPTY {
      @Override
      void to(FileChannel archive) throws IOException {
        archive.truncate(0);
      }
    },
    CUT_OFF {
      @Override
      void to(FileChannel archive) throws IOException {
        archive.truncate(archive.size() / 2);
      }
    },
    WRONG_FROM_THE_START {
      @Override
      void to(FileChannel archive) throws IOException {
        archive.write(ByteBuffer.allocate(64), 0);
      }
    },
    WRONG_IN_THE_MIDDLE {
      @Override
      void to(FileChannel archive) throws IOException {
        archive.write(ByteBuffer.allocate((int) archive.size() / 2), archive.size() / 4);
      }
    };

    abstract void to(FileChannel archive) throws IOException;
  }

  /** Its time stays what it was: a disk that loses data tells nobody. */
  @ParameterizedTest
  @EnumSource
  void aDamagedArchiveIsNeitherUsedNorSpokenOf(Damage damage) throws Exception {
    Path whole = Files.copy(archive, home.resolve("whole"), StandardCopyOption.REPLACE_EXISTING);
    FileTime time = Files.getLastModifiedTime(archive);
    Files.delete(archive);
    Files.copy(whole, archive);
    try (var channel = FileChannel.open(archive, StandardOpenOption.WRITE)) {
      damage.to(channel);
    }
    Files.setLastModifiedTime(archive, time);

    Result result = check();

    Files.copy(whole, archive, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(archive, time);
    assertIsInOrder(result);
    assertThat(result.classes()).doesNotContain(ARCHIVED).contains("MappingCompiler source: file:");
  }

  private static void assertIsInOrder(Result result) {
    assertThat(result.said()).matches("\\d+ mappings are in order\\R");
    assertThat(result.code()).isZero();
  }

  /**
   * @param said on both outputs
   * @param classes where each class came from
   */
  private record Result(int code, String said, String classes) {}

  private static Result check() throws Exception {
    Path classes = home.resolve("classes.log");
    var builder = new ProcessBuilder(home.resolve("leadline").toString(), "check", "mappings");
    builder.directory(home.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS", "-Xlog:class+load:file=" + classes + ":none");
    builder.environment().put("JOURNAL_URL", "jdbc:sqlite:none.db");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Result(process.waitFor(), said, Files.readString(classes));
  }

  private static void copyMappings() throws IOException {
    Path copies = Files.createDirectory(home.resolve("mappings"));
    try (Stream<Path> shipped = Files.list(Path.of("mappings"))) {
      for (Path file : shipped.toList()) {
        Files.copy(file, copies.resolve(file.getFileName()));
      }
    }
  }

  /** Our classes; the libraries stay where they are. */
  private static void pack(Path jar) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, MAIN.getName());
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, libraries());
    Path file = home.resolve("manifest");
    try (OutputStream out = Files.newOutputStream(file)) {
      manifest.write(out);
    }
    int code =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--create",
                "--file=" + jar,
                "--manifest=" + file,
                "-C",
                folderOf(Leadline.class),
                ".",
                "-C",
                folderOf(MAIN),
                MAIN.getName().replace('.', '/') + ".class");
    assertThat(code).isZero();
  }

  private static String folderOf(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

  private static String libraries() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar"))
        .map(entry -> Path.of(entry).toUri().toString())
        .collect(Collectors.joining(" "));
  }
}
