package io.leadline.source.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Documents;
import io.leadline.event.Request;
import io.leadline.source.Deliveries;
import io.leadline.source.Secrets;
import io.leadline.source.Verification.Verified;
import io.leadline.source.body.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Signatures that vendors and their libraries publish. */
class SharedVectorsTest {

  @Test
  void agreesWithThePublishedSignatures() throws Exception {
    var vectors = vectors();
    var known = vectors.stream().filter(SharedVectorsTest::isKnown).toList();
    known.forEach(SharedVectorsTest::check);
    System.out.printf(
        "signature vectors: %d of %d run %s, not yet there: %s%n",
        known.size(), vectors.size(), counts(known, true), counts(vectors, false));
    assertThat(known).isNotEmpty();
  }

  private static List<JsonObject> vectors() throws Exception {
    var file = SharedFolder.payload("vectors.json");
    return ((List<?>) Objects.requireNonNull(Documents.read(SharedFolder.bytes(file))))
        .stream().map(JsonObject::of).toList();
  }

  private static void check(JsonObject vector) {
    var source = Sources.find(text(vector, "sender")).orElseThrow();
    var verification = source.proof().verify(request(vector), secrets(vector));
    assertThat(verification instanceof Verified)
        .as("%s: %s", text(vector, "id"), verification)
        .isEqualTo(vector.value("expectValid"));
    if (verification instanceof Verified verified) {
      assertThat(verified.scheme()).isEqualTo(text(vector, "scheme"));
    }
  }

  /** Received when it was sent: none of the vectors is about its age. */
  private static Request request(JsonObject vector) {
    var headers =
        vector.object("headers").map().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, it -> String.valueOf(it.getValue())));
    return new Request(
        Deliveries.HOOK,
        Objects.requireNonNullElse(vector.text("method"), "POST"),
        Objects.requireNonNullElse(vector.text("uri"), Deliveries.URI),
        Deliveries.headers(headers),
        Bytes.utf8((String) Objects.requireNonNull(vector.value("body"))),
        sentAt(headers.values()));
  }

  /** As HubSpot writes it, in a header of its own, or before a signature. */
  private static Instant sentAt(Collection<String> headers) {
    var time = Pattern.compile("^(?:t=)?(\\d{10})(\\d{3})?(?:,.*)?$");
    return headers.stream()
        .map(time::matcher)
        .filter(Matcher::matches)
        .map(found -> Instant.ofEpochSecond(Long.parseLong(found.group(1))))
        .findFirst()
        .orElse(Instant.EPOCH);
  }

  private static Secrets secrets(JsonObject vector) {
    return new Secrets(List.of(text(vector, "secret")));
  }

  private static boolean isKnown(JsonObject vector) {
    return Sources.find(text(vector, "sender")).isPresent();
  }

  private static Map<String, Long> counts(List<JsonObject> vectors, boolean known) {
    return vectors.stream()
        .filter(vector -> isKnown(vector) == known)
        .collect(
            Collectors.groupingBy(
                vector -> text(vector, "scheme"), TreeMap::new, Collectors.counting()));
  }

  private static String text(JsonObject vector, String name) {
    return Objects.requireNonNull(vector.text(name));
  }
}
