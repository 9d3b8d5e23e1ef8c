package io.leadline.cli;

import io.leadline.event.HookName;
import io.leadline.event.Request;
import io.leadline.receive.Hook;
import io.leadline.sample.SampleFile;
import io.leadline.settings.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "send",
    mixinStandardHelpOptions = true,
    description = {
      "Send a sample to a hook as its form tool would, with its secret.",
      "Needs the environment of the server. Exit code 1 where it is not taken."
    })
final class SendCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String USUAL_PORT = "8080";

  private final Program program;

  @Parameters(index = "0", paramLabel = "HOOK")
  private @Nullable HookName hook;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "A body as the tool sends it: JSON, form fields or multipart.")
  private @Nullable Path file;

  @Option(
      names = "--to",
      paramLabel = "URL",
      description = "Where Leadline is; http://localhost and the port of SERVER_PORT unless given.")
  private @Nullable String to;

  @Option(names = "--dry-run", description = "Only say what would be sent.")
  private boolean dryRun;

  SendCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    Hook known = hook(Objects.requireNonNull(hook));
    SampleFile sample = SampleFile.read(Objects.requireNonNull(file));
    Request proven = proven(known, sample);
    if (dryRun) {
      return describe(proven);
    }
    return say(send(proven));
  }

  private Hook hook(HookName name) {
    return HooksHere.read(program)
        .find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no hook '%s': ./leadline new-hook %s --source ... makes one"
                        .formatted(name, name)));
  }

  /** The address is that which the server believes it was called at: HubSpot signs it. */
  private Request proven(Hook known, SampleFile sample) {
    if (known.lacksSecret()) {
      throw new IllegalArgumentException(
          known.secretVariable() + " is not set: set it here as it is set for the server");
    }
    String seen =
        Objects.requireNonNullElse(Settings.publicUrl(program.environment()), root())
            .replaceAll("/+$", "");
    var request =
        sample.request(known.name(), seen + path(known.name()), program.clock().instant());
    String secret = known.isOpen() ? "" : known.secrets().values().get(0);
    return known.proof().proven(request, secret);
  }

  private String root() {
    String port = program.environment().getOrDefault("SERVER_PORT", "").strip();
    String usual = "http://localhost:" + (port.isEmpty() ? USUAL_PORT : port);
    return Objects.requireNonNullElse(to, usual).replaceAll("/+$", "");
  }

  private static String path(HookName name) {
    return "/hooks/" + name;
  }

  /** A query may have been added, which holds the secret. */
  private URI target(Request request) {
    requireAddress(root());
    int mark = request.uri().indexOf('?');
    String query = mark < 0 ? "" : request.uri().substring(mark);
    return URI.create(root() + path(request.hook()) + query);
  }

  /** Before the query is added: what complains of an address prints it. */
  private static void requireAddress(String root) {
    try {
      var uri = new URI(root);
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
        return;
      }
    } catch (URISyntaxException notAnAddress) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "'%s' is not an address: write --to as http://localhost:8080".formatted(root));
  }

  // ── send ──────────────────────────────────────────────────────────────────────────────────────

  private HttpResponse<String> send(Request request) {
    var http =
        HttpRequest.newBuilder(target(request))
            .POST(HttpRequest.BodyPublishers.ofByteArray(request.body().array()));
    request
        .headers()
        .asMap()
        .forEach((name, values) -> values.forEach(value -> set(http, name, value)));
    return new Post(root(), PATIENCE).send(http);
  }

  /** Java's own complaint prints the value, which may be the secret. */
  private static void set(HttpRequest.Builder http, String name, String value) {
    try {
      http.header(name, value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the secret cannot stand in the header " + name + ": use letters and digits only");
    }
  }

  private int say(HttpResponse<String> answer) {
    program.out().println(answer.statusCode() + " " + Printable.lines(answer.body()));
    if (answer.body().contains("\"duplicate\":true")) {
      program
          .out()
          .println("It was there already. Change the id in the file to send it as another one.");
    }
    program.out().flush();
    return answer.statusCode() / 100 == 2 ? 0 : 1;
  }

  // ── only say ──────────────────────────────────────────────────────────────────────────────────

  /** Names of headers only: the values are signatures. */
  private int describe(Request request) {
    program.out().println("POST " + root() + path(request.hook()) + maskedQuery(request.uri()));
    request.headers().asMap().keySet().stream()
        .sorted()
        .forEach(name -> program.out().println(name + ": " + shown(request, name)));
    program.out().println(request.body().size() + " bytes, received as of " + request.receivedAt());
    program.out().flush();
    return 0;
  }

  private static String maskedQuery(String uri) {
    int mark = uri.indexOf('?');
    return mark < 0 ? "" : uri.substring(mark).replaceAll("=[^&]*", "=...");
  }

  private static String shown(Request request, String name) {
    return name.equals("content-type") ? request.headers().first(name).orElse("") : "...";
  }
}
