package io.leadline;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The classes that a server in a process of its own runs, packed, with a class-data archive beside
 * them: a start takes two thirds of the processor time, and these tests start a hundred servers. It
 * is made once for these classes and this JVM, below {@code target}; without an archive the JVM
 * starts as usual.
 */
final class ChildClasses {
  private static final Path CACHE = Path.of("target", "child-classes").toAbsolutePath();

  private final List<String> options;

  private ChildClasses(List<String> options) {
    this.options = options;
  }

  /** The JVM's options, the class path among them. */
  static List<String> options() {
    return Made.ONCE.options;
  }

  private static final class Made {
    private static final ChildClasses ONCE = makeOrFind();
  }

  private static ChildClasses makeOrFind() {
    List<Path> classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();
    try {
      Path made = Files.createDirectories(CACHE.resolve(fingerprint(classPath)));
      try (var lock =
              FileChannel.open(
                  made.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var held = lock.lock()) {
        return held.isValid() ? in(made, classPath) : of(classPath, List.of());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Another test process may have made it meanwhile. */
  private static ChildClasses in(Path made, List<Path> classPath) throws IOException {
    List<Path> packed = new ArrayList<>();
    for (int i = 0; i < classPath.size(); i++) {
      Path entry = classPath.get(i);
      packed.add(Files.isDirectory(entry) ? pack(entry, made.resolve(i + ".jar")) : entry);
    }
    Path archive = made.resolve("classes.jsa");
    if (!Files.exists(archive)) {
      dump(made, packed, archive);
    }
    return Files.exists(archive)
        ? of(packed, List.of("-XX:SharedArchiveFile=" + archive))
        : of(packed, List.of());
  }

  private static ChildClasses of(List<Path> classPath, List<String> more) {
    var options = new ArrayList<>(more);
    options.add("-cp");
    options.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    return new ChildClasses(List.copyOf(options));
  }

  /** Archives are of classes in JARs only. */
  private static Path pack(Path folder, Path jar) throws IOException {
    if (!Files.exists(jar)) {
      Path unfinished = jar.resolveSibling(jar.getFileName() + ".unfinished");
      int code =
          ToolProvider.findFirst("jar")
              .orElseThrow()
              .run(
                  System.out,
                  System.err,
                  "--create",
                  "--file",
                  unfinished.toString(),
                  "-C",
                  folder.toString(),
                  ".");
      if (code != 0) {
        throw new AssertionError(folder + " cannot be packed");
      }
      Files.move(unfinished, jar, StandardCopyOption.ATOMIC_MOVE);
    }
    return jar;
  }

  /** One server starts and is stopped: what it loaded is what the archive holds. */
  private static void dump(Path made, List<Path> classPath, Path archive) throws IOException {
    Path folder = Files.createTempDirectory(made, "dump-");
    var options = of(classPath, List.of("-XX:ArchiveClassesAtExit=" + archive)).options;
    try (var crm = RunningLeadline.sandbox();
        var server =
            ChildLeadline.start(
                folder,
                ChildLeadline.environment(Map.copyOf(RunningLeadline.environment(folder, crm))),
                options)) {
      server.stop();
    } catch (AssertionError | RuntimeException e) {
      System.err.println("no class-data archive, the tests' servers start as usual: " + e);
      Files.deleteIfExists(archive);
    }
  }

  /** Of names, sizes and times of what is packed, and of the JVM. */
  private static String fingerprint(List<Path> classPath) throws IOException {
    var sum = new CRC32();
    add(sum, System.getProperty("java.vm.version"));
    for (Path entry : classPath) {
      try (Stream<Path> files = Files.walk(entry)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          add(sum, file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
        }
      }
    }
    return HexFormat.of().toHexDigits(sum.getValue());
  }

  private static void add(CRC32 sum, String text) {
    sum.update(text.getBytes(StandardCharsets.UTF_8));
  }
}
