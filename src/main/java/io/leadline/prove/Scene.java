package io.leadline.prove;

import io.leadline.sandbox.SandboxCrm;
import io.leadline.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of a proof, and what its server is started with. */
final class Scene {
  static final Duration CALL_PATIENCE = Duration.ofSeconds(4);
  static final int CALLS_AT_ONCE = 8;

  private static final int LOWEST_PORT = 20_000;

  /** On Linux, where the range begins lowest. */
  private static final int LOWEST_GIVEN_OUT = 32_768;

  private static final List<String> HOOKS =
      List.of("hook-typeform.camel.yaml", "hook-hubspot.camel.yaml");
  private static final List<String> MAPPINGS =
      List.of("internal.yaml", "typeform.yaml", "hubspot.yaml", "defaults.yaml");

  private final Path folder;
  private final String journalUrl;
  private final int port;
  private final String secret;
  private int mappingChanges;

  private Scene(Path folder, String journalUrl, int port, String secret) {
    this.folder = folder;
    this.journalUrl = journalUrl;
    this.port = port;
    this.secret = secret;
  }

  /**
   * Makes the folder: the shipped routes with two hooks, mappings of the proof's own.
   *
   * @param journalUrl null for a fresh SQLite file in the folder
   */
  static Scene make(Path routes, @Nullable String journalUrl, long seed) throws IOException {
    Path folder = Files.createTempDirectory("leadline-prove-");
    copyRoutes(routes, Files.createDirectory(folder.resolve("routes")));
    Path mappings = Files.createDirectory(folder.resolve("mappings"));
    for (String mapping : MAPPINGS) {
      Files.writeString(mappings.resolve(mapping), resource("mappings/" + mapping));
    }
    String url = journalUrl == null ? "jdbc:sqlite:" + folder.resolve("leadline.db") : journalUrl;
    return new Scene(folder, url, freePort(), "secret-of-proof-" + seed);
  }

  /** A hook of the user's own may need what a proof has not: its account, its secret. */
  private static void copyRoutes(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".camel.yaml")).toList()) {
        String text = Files.readString(file);
        if (!text.contains("platform-http:")) {
          Files.writeString(to.resolve(file.getFileName()), text);
        }
      }
    }
    for (String hook : HOOKS) {
      Files.writeString(to.resolve(hook), resource("routes/" + hook));
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Scene.class.getResourceAsStream("/prove/" + name)) {
      if (in == null) {
        throw new IOException("internal error: the jar has no prove/" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Below those that systems give to whoever asks for any: a process that connects somewhere while
   * the server is down must not be given its port.
   */
  private static int freePort() throws IOException {
    for (int i = 0; i < 100; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, LOWEST_GIVEN_OUT);
      if (isFree(port)) {
        return port;
      }
    }
    try (var any = new ServerSocket(0)) {
      return any.getLocalPort();
    }
  }

  /** On every address, as the server will listen. */
  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  Path folder() {
    return folder;
  }

  String journalUrl() {
    return journalUrl;
  }

  Address address() {
    return new Address("http://localhost:" + port, secret);
  }

  Path log(int start) {
    return folder.resolve("server-%03d.log".formatted(start));
  }

  /**
   * Short waits, so that the end comes soon.
   *
   * @param inherited of which only what a database driver reads goes on to the server
   */
  Map<String, String> environment(SandboxCrm crm, Map<String, String> inherited) {
    var environment = new HashMap<String, String>();
    inherited.forEach(
        (name, value) -> {
          if (name.startsWith("PG") || name.equals("PATH") || name.equals("HOME")) {
            environment.put(name, value);
          }
        });
    environment.put("SERVER_PORT", String.valueOf(port));
    environment.put("JOURNAL_URL", journalUrl);
    environment.put("ROUTES_DIR", folder.resolve("routes").toString());
    environment.put("MAPPINGS_DIR", folder.resolve("mappings").toString());
    environment.put("CRM_BASE_URL", crm.baseUrl());
    environment.put("CRM_API_KEY", SandboxSettings.DEMO_API_KEY);
    environment.put("CRM_ORG_ID", SandboxSettings.DEMO_ORG_ID);
    environment.put("CRM_MEMBER_ID", SandboxSettings.DEMO_MEMBER_ID);
    environment.put("TYPEFORM_SECRET", secret);
    environment.put("HUBSPOT_SECRET", secret);
    environment.put("HUBSPOT_TOKEN", SandboxSettings.DEMO_HUBSPOT_TOKEN);
    environment.put("HUBSPOT_BASE_URL", crm.rootUrl());
    environment.put("NODE_NAME", "proof");
    environment.put("CRM_CONCURRENCY", String.valueOf(CALLS_AT_ONCE));
    environment.put("RETRY_FIRST", "200ms");
    environment.put("RETRY_LONGEST", "2s");
    environment.put("RETRY_AFTER_LONGEST", "2s");
    environment.put("STOP_DRAIN", "500ms");
    return environment;
  }

  /** What the server's JVM is started with. */
  List<String> options() {
    return List.of(
        "-Xmx256m",
        "-XX:TieredStopAtLevel=1",
        "-Dcamel.component.http.response-timeout=" + CALL_PATIENCE.toMillis());
  }

  /** A new mapping set that makes the same calls. */
  void changeMappings() throws IOException {
    Path mapping = folder.resolve("mappings").resolve("typeform.yaml");
    mappingChanges++;
    Files.writeString(mapping, resource("mappings/typeform.yaml") + "# " + mappingChanges + "\n");
  }

  void delete() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
