package io.leadline.source.tool;

import static io.leadline.source.Deliveries.SECRET;
import static io.leadline.source.Deliveries.event;
import static io.leadline.source.Deliveries.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.Documents;
import io.leadline.event.Fetched;
import io.leadline.event.Part;
import io.leadline.event.ReasonCode;
import io.leadline.event.Request;
import io.leadline.source.Proof;
import io.leadline.source.Reading;
import io.leadline.source.Reading.Read;
import io.leadline.source.Reading.Unreadable;
import io.leadline.source.Secrets;
import io.leadline.source.Source;
import io.leadline.source.Verification;
import io.leadline.source.Verification.Unverified;
import io.leadline.source.Verification.Verified;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every source promises, whatever comes in. A form tool's own test extends this. */
abstract class SourceContract {
  private static final String PRIVATE = "ada.lovelace@example.com";

  abstract Source source();

  /** A body as the tool sends it, readable without a fetch. */
  abstract Bytes body();

  /** The same delivery once more: with all that the tool changes from try to try. */
  abstract Bytes bodyOfRetry();

  /** A body of the tool whose word for what happened is {@code starship.launched}. */
  abstract Bytes bodyOfUnknownType();

  /** A body of the tool in which a person wrote this text. */
  abstract Bytes bodyWithText(String text);

  /**
   * The headers of a delivery that is signed with the secret; none where the tool signs nothing.
   */
  abstract Map<String, String> signed(Bytes body, String secret);

  /** A secret as the tool writes it. */
  String written(String secret) {
    return secret;
  }

  /** How a request proves itself: the source's own way, where no route file says otherwise. */
  Proof proof() {
    return source().proof();
  }

  /** Whether any form, or any object with something in it, is taken for what the tool sends. */
  boolean takesAnything() {
    return false;
  }

  @Test
  void isKnownByItsName() {
    assertThat(Sources.find(source().name()))
        .get()
        .satisfies(known -> assertThat(known).isInstanceOf(source().getClass()));
  }

  @Test
  void acceptsWhatIsSignedWithTheSecret() {
    assertThat(verify(body(), signed(body(), SECRET), SECRET))
        .isInstanceOfSatisfying(Verified.class, it -> assertThat(it.secret()).isEqualTo(1));
  }

  @Test
  void saysWhichOfTwoSecretsMatches() {
    assertThat(verify(body(), signed(body(), SECRET), "the-old-secret", SECRET))
        .isInstanceOfSatisfying(Verified.class, it -> assertThat(it.secret()).isEqualTo(2));
  }

  /** So that a sample can be sent as the tool would send it. */
  @Test
  void acceptsWhatItHasProvenItself() {
    var proven = proof().proven(post(body(), Map.of()), written(SECRET));
    assertThat(verify(proven, SECRET)).isInstanceOf(Verified.class);
    assertThat(verify(proven, "another-secret")).isInstanceOf(Unverified.class);
  }

  /** Of a tool that brings its secret along nothing can be said about the body. */
  boolean signsTheBody() {
    return true;
  }

  @Test
  void rejectsATamperedBody() {
    Assumptions.assumeTrue(signsTheBody(), "the tool signs nothing");
    var tampered = body().array().clone();
    tampered[tampered.length / 2] ^= 1;
    assertThat(why(verify(Bytes.of(tampered), signed(body(), SECRET), SECRET)))
        .contains("does not match", "the secret in DEMO_SECRET");
  }

  @Test
  void rejectsAWrongSecretAndKeepsItToItself() {
    var headers = signed(body(), "a-wrong-secret");
    var why = why(verify(body(), headers, SECRET, "another-secret"));
    assertThat(why).contains("does not match", "any of the 2 secrets in DEMO_SECRET");
    assertThat(why).doesNotContain(SECRET, "another-secret");
    assertThat(why).doesNotContain(headers.values());
  }

  @Test
  void rejectsWhatIsNotSigned() {
    assertThat(why(verify(body(), Map.of(), SECRET))).contains("missing");
  }

  @Test
  void rejectsEverythingWhileNoSecretIsSet() {
    assertThat(why(verify(body(), signed(body(), SECRET)))).contains("set DEMO_SECRET");
    assertThat(verify(body(), signed(body(), SECRET), "")).isInstanceOf(Unverified.class);
  }

  @Test
  void knowsARetryByItsKeyAndFingerprint() {
    var first = cut(body());
    var second = cut(bodyOfRetry());
    assertThat(second).extracting(Part::key).isEqualTo(first.stream().map(Part::key).toList());
    assertThat(second)
        .extracting(Part::fingerprint)
        .isEqualTo(first.stream().map(Part::fingerprint).toList());
  }

  @Test
  void tellsOtherContentByItsFingerprint() {
    var some = cut(bodyWithText("one text"));
    var other = cut(bodyWithText("another text"));
    assertThat(some)
        .extracting(Part::fingerprint)
        .doesNotContainAnyElementsOf(other.stream().map(Part::fingerprint).toList());
  }

  @Test
  void readsWhatItCuts() {
    assertThat(cut(body()))
        .isNotEmpty()
        .allSatisfy(part -> assertThat(read(part)).isInstanceOf(Read.class));
  }

  /** Whether the tool has a word for what happened. */
  boolean hasTypes() {
    return true;
  }

  @Test
  void readsAnUnknownKindOfEvent() {
    Assumptions.assumeTrue(hasTypes(), "the tool has one kind of event");
    assertThat(cut(bodyOfUnknownType()))
        .isNotEmpty()
        .allSatisfy(
            part ->
                assertThat(read(part))
                    .isInstanceOfSatisfying(
                        Read.class,
                        it ->
                            assertThat(it.submission().eventType())
                                .isEqualTo("starship.launched")));
  }

  private static final Set<String> READABLE_NOWHERE =
      Set.of(
          "nothing",
          "blank",
          "prose",
          "null",
          "a number",
          "a text",
          "arrays, 1000 deep",
          "objects, 1000 deep",
          "bad UTF-8");

  static Stream<Arguments> bodiesThatNobodySends() {
    return Stream.of(
        Arguments.of("nothing", Bytes.EMPTY),
        Arguments.of("blank", Bytes.utf8(" \n")),
        Arguments.of("prose", Bytes.utf8(PRIVATE)),
        Arguments.of("a form", Bytes.utf8("email=" + PRIVATE)),
        Arguments.of("null", Bytes.utf8("null")),
        Arguments.of("a number", Bytes.utf8("42")),
        Arguments.of("a text", Bytes.utf8("\"" + PRIVATE + "\"")),
        Arguments.of("an empty object", Bytes.utf8("{}")),
        Arguments.of("an empty array", Bytes.utf8("[]")),
        Arguments.of("an object of another tool", Bytes.utf8("{\"email\":\"" + PRIVATE + "\"}")),
        Arguments.of("arrays, 1000 deep", Bytes.utf8("[".repeat(1000) + "]".repeat(1000))),
        Arguments.of("objects, 1000 deep", nested(1000)),
        Arguments.of("bad UTF-8", Bytes.of(new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"'})),
        Arguments.of("two values", Bytes.utf8("{} {}")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodiesThatNobodySends")
  void keepsWhatItCannotReadAndSaysWhy(String what, Bytes body) {
    if (takesAnything() && !READABLE_NOWHERE.contains(what)) {
      assertThatItSurvives(body);
      return;
    }
    assertThat(cut(body))
        .as(what)
        .isNotEmpty()
        .allSatisfy(part -> assertThat(part.key()).startsWith("sha256:"))
        .allSatisfy(part -> assertThat(reasonToRefuse(part)).startsWith("expected a"))
        .allSatisfy(part -> assertThat(reasonToRefuse(part)).contains(", found "))
        .allSatisfy(part -> assertThat(reasonToRefuse(part)).doesNotContain(PRIVATE));
  }

  @Test
  void survivesATruncatedBodyAtEveryByte() {
    for (int length = 0; length < body().size(); length++) {
      assertThatItSurvives(Bytes.of(Arrays.copyOf(body().array(), length)));
    }
  }

  @Test
  void survivesEveryByteGoneBad() {
    for (int i = 0; i < body().size(); i++) {
      var bad = body().array().clone();
      bad[i] = (byte) 0xff;
      assertThatItSurvives(Bytes.of(bad));
    }
  }

  @Test
  void survivesNestingAndLongTexts() {
    assertThatItSurvives(nested(100));
    assertThatItSurvives(bodyWithText("x".repeat(1 << 20)));
    assertThatItSurvives(bodyWithText("\\ud800 \\u0000 \\u202e"));
  }

  /** A short text, and more digits than anybody wants to write out. */
  @ParameterizedTest
  @ValueSource(strings = {"1e101", "-1E-9999", "1e10000", "1E-99999", "1e99999999"})
  void survivesANumberOfManyDigits(String number) {
    String object = body().asUtf8();
    Assumptions.assumeTrue(object.startsWith("{"), "the tool sends no JSON object");
    assertThatItSurvives(Bytes.utf8("{\"any\":" + number + "," + object.substring(1)));
    assertThatItSurvives(Bytes.utf8("{\"any\":" + number + "}"));
  }

  @Test
  void givesKeysThatAnyIndexTakes() {
    for (var text : List.of("x".repeat(1 << 20), "\\u0000\\ud800")) {
      assertThat(cut(bodyWithText(text)))
          .allSatisfy(part -> assertThat(part.key()).matches("[!-~]{1,1000}"));
    }
  }

  private static Bytes nested(int depth) {
    return Bytes.utf8("{\"a\":".repeat(depth) + "1" + "}".repeat(depth));
  }

  /** Neither loses a byte's worth nor throws; and what it reads can be written as JSON. */
  private void assertThatItSurvives(Bytes body) {
    assertThat(cut(body)).isNotEmpty().allSatisfy(this::assertThatItCanBeHandled);
  }

  private void assertThatItCanBeHandled(Part part) {
    source().fetch(event(source(), part, ""), Set.of("email"));
    for (var fetched : List.of(new Fetched.Missing(), new Fetched.Found(part.body()))) {
      assertThat(source().read(event(source(), part, ""), fetched)).isNotNull();
    }
    if (read(part) instanceof Read read) {
      assertThat(Documents.write(read.submission().document())).startsWith("{");
    }
  }

  private String reasonToRefuse(Part part) {
    var reason = ((Unreadable) read(part)).reason();
    assertThat(reason.code()).isEqualTo(ReasonCode.UNREADABLE);
    return reason.sentence();
  }

  final List<Part> cut(Bytes body) {
    return source().cut(post(body, Map.of()));
  }

  final Reading read(Part part) {
    return source().read(event(source(), part, ""), null);
  }

  final Verification verify(Bytes body, Map<String, String> headers, String... secrets) {
    return verify(post(body, headers), secrets);
  }

  final Verification verify(Request request, String... secrets) {
    return proof().verify(request, new Secrets(Stream.of(secrets).map(this::written).toList()));
  }

  static String why(Verification verification) {
    return ((Unverified) verification).why();
  }
}
