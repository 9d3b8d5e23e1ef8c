package io.leadline.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadline.event.Bytes;
import io.leadline.event.ConnectionName;
import io.leadline.event.Headers;
import io.leadline.event.HookName;
import io.leadline.event.Request;
import io.leadline.journal.JournalUnavailable;
import io.leadline.journal.Release;
import io.leadline.source.CarriedSecret;
import io.leadline.source.Proof;
import io.leadline.source.Secrets;
import io.leadline.source.Verification;
import io.leadline.source.signature.NoProof;
import io.leadline.source.signature.SecretInRequest;
import io.leadline.source.signature.TimedHmac;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseQuarantinedTest {
  private static final HookName FORM = new HookName("demo-form");
  private static final HookName OTHER = new HookName("other");
  private static final ConnectionName EMEA = new ConnectionName("emea");
  private static final Instant THEN = Instant.parse("2026-01-18T18:17:02Z");
  private static final Instant NOW = THEN.plus(Duration.ofDays(2));
  private static final Duration SETTLING = Duration.ofSeconds(3);
  private static final SignedSource SIGNED = new SignedSource("signed", SETTLING);
  private static final TimedHmac TIMED = TimedHmac.v1("the tool", "X-Timed", Duration.ofMinutes(3));

  private final FakeShelf shelf = new FakeShelf();
  private final List<Came> told = new ArrayList<>();

  // ── what passes ────────────────────────────────────────────────────────────────────────────────

  @Test
  void letsInWhatVerifiesWithTheSecretOfNowAsIfItHadJustCome() {
    var request = signed("1 ada\n2 grace", "right");
    long number = shelf.keep(request, null);

    release(hook("right"));

    assertThat(told).containsExactly(new Came.Released(FORM, 2, 0));
    Release released = shelf.released.get(0);
    assertThat(released.seq()).isEqualTo(number);
    assertThat(released.request()).isEqualTo(request);
    assertThat(released.request().receivedAt()).isEqualTo(THEN);
    assertThat(released.source()).isEqualTo("signed");
    assertThat(released.connection()).isEqualTo(EMEA);
    assertThat(released.parts()).isEqualTo(SIGNED.cut(request));
    assertThat(released.dueAt()).isEqualTo(NOW.plus(SETTLING));
  }

  @Test
  void countsWhatIsKnownAlready() {
    shelf.keep(signed("1 ada", "right"), null);
    shelf.keep(signed("1 ada\n2 grace", "right"), null);

    release(hook("right"));

    assertThat(told).containsExactly(new Came.Released(FORM, 1, 0), new Came.Released(FORM, 1, 1));
  }

  @Test
  void takesTheOldestFirstAndLeavesWhatDoesNotVerify() {
    for (int i = 0; i < 6; i++) {
      shelf.keep(signed(i + " x", i % 3 == 1 ? "guessed" : "right"), null);
    }

    release(hook("wrong right"));

    assertThat(shelf.released).extracting(Release::seq).containsExactly(1L, 3L, 4L, 6L);
    assertThat(shelf.kept).containsOnlyKeys(2L, 5L);
    assertThat(told.get(1))
        .isEqualTo(
            new Came.Stays(FORM, "X-Signature does not match the body: compare the secrets"));
  }

  @Test
  void takesThoseOfTheHookAloneThatItIsAskedFor() {
    shelf.keep(signed("1 ada", "right"), null);
    shelf.keep(signed("2 ada", "right"), null);
    shelf.keep(of(OTHER, signed("3 ada", "right")), null);

    releasing(hook("right"), hook(OTHER, "right")).release(OTHER, told::add);

    assertThat(told).containsExactly(new Came.Released(OTHER, 1, 0));
    assertThat(shelf.kept).containsOnlyKeys(1L, 2L);
  }

  @ParameterizedTest(name = "signed {0} s before it came: {1}")
  @CsvSource({"0, true", "170, true", "600, false"})
  void judgesASignedTimeByTheTimeOfReceipt(int secondsBefore, boolean passes) {
    var request = new Request(FORM, "POST", "/hooks/demo-form", Headers.NONE, body("x"), THEN);
    var sent =
        new Request(
            FORM,
            "POST",
            "/hooks/demo-form",
            Headers.NONE,
            request.body(),
            THEN.minusSeconds(secondsBefore));
    var header = TIMED.proven(sent, "right").headers().first("X-Timed").orElseThrow();
    shelf.keep(request.with("X-Timed", header), null);

    release(hook(TIMED, "right"));

    assertThat(shelf.released).hasSize(passes ? 1 : 0);
    assertThat(passes || said().contains("600 s old, more than the 180 s")).isTrue();
  }

  // ── a secret that came along ───────────────────────────────────────────────────────────────────

  @ParameterizedTest
  @CsvSource({"came-along, true", "another came-along, true", "came, false", "another, false"})
  void comparesASecretThatCameAlongByItsProof(String secrets, boolean passes) {
    var request = signed("1 ada", "-");
    shelf.keep(request, new CarriedSecret("came-along").proof(new byte[] {1, 2, 3}));

    release(hook(SecretInRequest.of("the tool"), secrets));

    assertThat(shelf.released).hasSize(passes ? 1 : 0);
    assertThat(passes || said().contains("none of those in DEMO_FORM_SECRET")).isTrue();
    assertThat(said()).doesNotContain("came-along");
  }

  /** Nobody can be let in by a place where stars stand now. */
  @Test
  void doesNotTakeTheStarsForASecret() {
    var keyed =
        new Request(FORM, "POST", "/hooks/demo-form?key=***", Headers.NONE, body("x"), THEN);
    shelf.keep(keyed, new CarriedSecret("abc").proof(new byte[16]));

    release(hook(SecretInRequest.of("the tool"), "***"));

    assertThat(shelf.released).isEmpty();
  }

  @Test
  void letsEverythingInWhereTheHookAsksForNoProofAnyMore() {
    shelf.keep(signed("1 ada", "guessed"), null);
    shelf.keep(signed("2 ada", "-"), new CarriedSecret("guessed").proof(new byte[16]));

    release(hook(NoProof.INSTANCE, ""));

    assertThat(shelf.released).hasSize(2);
  }

  // ── an address that was put right ──────────────────────────────────────────────────────────────

  @ParameterizedTest(name = "kept as {0}, signed {1}, PUBLIC_URL {2}: {3}")
  @CsvSource({
    "http://10.0.0.7:8080/hooks/demo-form?a=b, https://h.example/hooks/demo-form?a=b, https://h.example, true",
    "https://h.example/hooks/demo-form, https://h.example/hooks/demo-form, https://new.example, true",
    "https://h.example/hooks/demo-form, https://h.example/hooks/demo-form, '', true",
    "http://hooks/hooks/demo-form, https://h.example/in/hooks/demo-form, https://h.example/in, true",
    "http://x/hooks/demo-form?u=/hooks/demo-form, https://h.example/hooks/demo-form?u=/hooks/demo-form, https://h.example, true",
    "http://10.0.0.7:8080/hooks/demo-form, https://h.example/hooks/demo-form, '', false",
    "http://10.0.0.7:8080/elsewhere, https://h.example/hooks/demo-form, https://h.example, false",
  })
  void triesTheAddressAsPublicUrlSaysItNow(
      String kept, String signed, String publicUrl, boolean passes) {
    shelf.keep(at(kept, "1 ada", "right"), null);

    new ReleaseQuarantined(
            Hooks.of(List.of(hook(new SignsTheAddress(signed), "right"))),
            publicUrl.isEmpty() ? null : publicUrl,
            shelf,
            () -> NOW)
        .release(null, told::add);

    assertThat(shelf.released).extracting(it -> it.request().uri()).hasSize(passes ? 1 : 0);
    if (passes) {
      assertThat(shelf.released.get(0).request().uri()).isEqualTo(signed);
    }
  }

  /** Only what was sent to this address. */
  private record SignsTheAddress(String signed) implements Proof {
    @Override
    public Verification verify(Request request, Secrets secrets) {
      return request.uri().equals(signed)
          ? new Verification.Verified("test", 1)
          : new Verification.Unverified("another address");
    }

    @Override
    public Request proven(Request request, String secret) {
      return request;
    }

    @Override
    public String words() {
      return "the address";
    }
  }

  // ── what cannot be judged ──────────────────────────────────────────────────────────────────────

  @Test
  void namesTheVariableWhereTheCommandHasNoSecret() {
    shelf.keep(signed("1 ada", "right"), null);

    release(hook(""));

    assertThat(said()).contains("DEMO_FORM_SECRET is not set for this command");
    assertThat(shelf.kept).hasSize(1);
  }

  @Test
  void leavesWhatBelongsToAHookThatIsNotThere() {
    shelf.keep(of(OTHER, signed("1 ada", "right")), null);

    release(hook("right"));

    assertThat(said()).contains("no route file has the hook other");
    assertThat(shelf.kept).hasSize(1);
  }

  @Test
  void goesOnWhereOneIsGone() {
    shelf.keep(signed("1 ada", "right"), null);
    shelf.keep(signed("2 ada", "right"), null);
    shelf.vanished.add(1L);

    release(hook("right"));

    assertThat(told).containsExactly(new Came.Gone(FORM), new Came.Released(FORM, 1, 0));
  }

  @Test
  void saysWhatIsDoneBeforeTheStoreIsAway() {
    for (int i = 0; i < 5; i++) {
      shelf.keep(signed(i + " x", "right"), null);
    }
    shelf.breakAfter(2);

    assertThatThrownBy(() -> release(hook("right"))).isInstanceOf(JournalUnavailable.class);

    assertThat(told).hasSize(2).hasOnlyElementsOfType(Came.Released.class);
    assertThat(shelf.kept).containsOnlyKeys(3L, 4L, 5L);
  }

  // ── only looking ───────────────────────────────────────────────────────────────────────────────

  @Test
  void changesNothingWhenItOnlyLooks() {
    shelf.keep(signed("1 ada", "right"), null);
    shelf.keep(signed("2 ada", "guessed"), null);

    releasing(hook("right")).look(null, told::add);

    assertThat(told)
        .containsExactly(
            new Came.WouldPass(FORM),
            new Came.Stays(FORM, "X-Signature does not match the body: compare the secrets"));
    assertThat(shelf.kept).hasSize(2);
    assertThat(shelf.released).isEmpty();
  }

  // ── words ──────────────────────────────────────────────────────────────────────────────────────

  private void release(Hook hook) {
    releasing(hook).release(null, told::add);
  }

  private ReleaseQuarantined releasing(Hook... hooks) {
    return new ReleaseQuarantined(Hooks.of(List.of(hooks)), null, shelf, () -> NOW);
  }

  private String said() {
    return told.toString();
  }

  private static Hook hook(String secrets) {
    return hook(FORM, secrets);
  }

  private static Hook hook(HookName name, String secrets) {
    return new Hook(name, SIGNED, EMEA, Secrets.of(secrets));
  }

  private static Hook hook(Proof proof, String secrets) {
    return new Hook(FORM, SIGNED, proof, EMEA, Secrets.of(secrets), Secrets.NONE);
  }

  private static Request signed(String text, String secret) {
    return at("https://hooks.acme.com/hooks/demo-form", text, secret);
  }

  private static Request at(String uri, String text, String secret) {
    var headers =
        Map.of(
            "Content-Type", List.of("text/lines"),
            "X-Signature", List.of(SignedSource.sign(body(text).array(), secret)));
    return new Request(FORM, "POST", uri, Headers.of(headers), body(text), THEN);
  }

  private static Request of(HookName hook, Request request) {
    return new Request(
        hook,
        request.method(),
        request.uri(),
        request.headers(),
        request.body(),
        request.receivedAt());
  }

  private static Bytes body(String text) {
    return Bytes.utf8(text);
  }
}
