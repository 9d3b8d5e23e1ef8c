package io.leadline.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Headers;
import io.leadline.event.HookName;
import io.leadline.event.Request;
import io.leadline.source.Credential;
import io.leadline.source.Handshake;
import io.leadline.source.Secrets;
import io.leadline.source.Source;
import io.leadline.source.tool.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/form-tools/all.md is made from {@link Sources#BUILT_IN}. */
class FormToolsPageTest {
  private static final Path FOLDER = Path.of("docs/form-tools");

  private static final String HEAD =
      """
      # All form tools

      This page is made from the code. [How to add a hook](README.md).

      What every tool is answered, within the time it takes to write to the disk:

      | when | answer |
      |---|---|
      | it is on disk | 200, with the ids of the events |
      | it was there already | 200, with the ids of the first time |
      | it cannot be read | 200: it is stored, and dead with the reason `unreadable` |
      | it does not prove itself | 401: kept in the quarantine for a while |
      | the hook has no secret, the journal is away, Leadline starts or stops | 503 with `Retry-After`: the tool sends again, where it does so at all (its page says) |
      | it is larger than `BODY_LIMIT` | 413 |

      Never 404 or 410 for a hook that is there: some tools switch a webhook off at that.

      Variables begin with the name of the hook: `CALENDLY_SECRET` is the secret of the hook `calendly`.

      | source | how it proves itself | variables | look at the address | asked for the rest | page |
      |---|---|---|---|---|---|
      """;

  @Test
  void isMadeFromTheSources() {
    var made =
        HEAD
            + Sources.BUILT_IN.stream()
                .sorted(Comparator.comparing(Source::name))
                .map(FormToolsPageTest::row)
                .collect(Collectors.joining());
    Written.holds("docs/form-tools/all.md", made);
  }

  private static String row(Source source) {
    return "| `%s` | %s | %s | %s | %s | %s |\n"
        .formatted(
            source.name(),
            source.name().equals("generic") ? "as its route file says" : source.proof().words(),
            source.credentials().stream().map(Credential::words).collect(Collectors.joining("; ")),
            looks(source),
            source.defaultBaseUrl().map(url -> "`" + url + "`").orElse(""),
            page(source));
  }

  private static String looks(Source source) {
    return Stream.of("GET", "HEAD")
        .map(method -> look(source, method))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static String look(Source source, String method) {
    var request =
        new Request(
            new HookName(source.name()),
            method,
            "https://leads.example.com/hooks/%s?hub.mode=subscribe&hub.challenge=42&hub.verify_token=t"
                .formatted(source.name()),
            Headers.NONE,
            Bytes.EMPTY,
            Instant.EPOCH);
    return source
        .handshake(request, Secrets.of("t"))
        .map(
            handshake ->
                handshake instanceof Handshake.Welcome welcome && welcome.text().isEmpty()
                    ? method + ": 200"
                    : method + ": 200 with the challenge, where the token is right")
        .orElse("");
  }

  private static String page(Source source) {
    return "[%1$s](%1$s.md)".formatted(source.name());
  }

  @Test
  void everyToolHasAPage() {
    assertThat(Sources.BUILT_IN)
        .allSatisfy(
            source -> assertThat(FOLDER.resolve(source.name() + ".md")).as(source.name()).exists());
  }

  /** So that it is read: what does not fit is in the code or in the general pages. */
  @Test
  void everyPageIsAtMostAScreen() throws Exception {
    try (var pages = Files.list(FOLDER)) {
      for (var page : pages.filter(it -> it.toString().endsWith(".md")).toList()) {
        if (!page.endsWith("all.md")) {
          assertThat(Files.readAllLines(page)).as("%s", page).hasSizeLessThanOrEqualTo(50);
        }
      }
    }
  }
}
