package io.leadline.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.ConnectionName;
import io.leadline.event.Documents;
import io.leadline.event.Happening;
import io.leadline.event.Headers;
import io.leadline.event.HookName;
import io.leadline.event.Request;
import io.leadline.source.CarriedSecret;
import io.leadline.source.Proof;
import io.leadline.source.Secrets;
import io.leadline.source.signature.NoProof;
import io.leadline.source.signature.SecretInRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiveWebhookTest {
  private static final HookName DEMO = new HookName("demo-form");
  private static final Instant NOW = Instant.parse("2026-01-18T18:17:02Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final FakeJournal journal = new FakeJournal();
  private final List<Happening> told = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong();
  private final Random random = new Random(7);

  @Test
  void storesASignedRequestAndGivesTheIdsOfItsEvents() {
    var answer = receive("old new", lines("1 ada\n2 grace", "new"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"events\":[{\"id\":\"01K00000000000000000000000\",\"new\":true,\"duplicate\":false},"
                + "{\"id\":\"01K00000000000000000000001\",\"new\":true,\"duplicate\":false}]}");
    assertThat(journal.appended).singleElement().satisfies(this::isWhole);
  }

  private void isWhole(FakeJournal.Appended appended) {
    assertThat(appended.request().body()).isEqualTo(Bytes.utf8("1 ada\n2 grace"));
    assertThat(appended.source()).isEqualTo("signed");
    assertThat(appended.connection()).isEqualTo(new ConnectionName("emea"));
    assertThat(appended.parts()).extracting("key").containsExactly("1", "2");
    assertThat(appended.dueAt()).isEqualTo(NOW.plusSeconds(3));
  }

  @Test
  void tellsHowManyEventsWereNewWhichSecretMatchedAndHowLongItTook() {
    receive("old new", lines("1 ada", "old"));
    receive("old new", lines("1 ada\n1 ada lovelace\n2 grace", "new"));

    assertThat(told)
        .containsExactly(
            new Happening.WebhookAccepted(DEMO, 1, 0, 0, 1, Duration.ofNanos(7)),
            new Happening.WebhookAccepted(DEMO, 2, 1, 1, 2, Duration.ofNanos(7)));
  }

  @Test
  void saysThatAnEventIsKnownAlready() {
    receive("s", lines("1 ada", "s"));

    assertThat(receive("s", lines("1 ada", "s")).body())
        .isEqualTo(
            "{\"events\":[{\"id\":\"01K00000000000000000000000\",\"new\":false,\"duplicate\":true}]}");
  }

  @Test
  void quarantinesWhatDoesNotVerifyAndTellsTheCallerNothingOfWhy() throws Exception {
    var request = lines("1 ada", "guessed");

    var answer = receive("s3cret", request);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(error(answer)).isEqualTo("not_verified");
    assertThat(answer.body())
        .contains("DEMO_FORM_SECRET", "send a test")
        .doesNotContain("s3cret", "guessed", "X-Signature", "ada");
    assertThat(journal.quarantined)
        .containsExactly(
            new FakeJournal.Quarantined(
                request, "X-Signature does not match the body: compare the secrets", null));
    assertThat(journal.appended).isEmpty();
    assertThat(told)
        .containsExactly(
            new Happening.WebhookRefused(
                DEMO, 401, "X-Signature does not match the body: compare the secrets"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void takesNothingWithoutASecretAndNamesTheVariable(String secrets) throws Exception {
    var answer = receive(secrets, lines("1 ada", ""));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsEntry("Retry-After", "300");
    assertThat(error(answer)).isEqualTo("secret_not_set");
    assertThat(answer.body()).contains("DEMO_FORM_SECRET");
    assertThat(journal.rejected).containsExactly(DEMO);
    assertThat(told)
        .singleElement()
        .asString()
        .contains("503", "DEMO_FORM_SECRET is not set: put the secret of the form tool there");
  }

  @Test
  void asksTheSenderToComeAgainWhenTheJournalIsUnavailable() throws Exception {
    journal.beUnavailable();

    var answer = receive("s", lines("1 ada", "s"));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsEntry("Retry-After", "30");
    assertThat(error(answer)).isEqualTo("journal_unavailable");
    assertThat(told)
        .containsExactly(
            new Happening.WebhookRefused(
                DEMO, 503, "the journal cannot take it: the disk is full"));
  }

  @Test
  void asksTheSenderToComeAgainWhenEvenTheQuarantineIsUnavailable() {
    journal.beUnavailable();

    assertThat(receive("s", lines("1 ada", "wrong")).status()).isEqualTo(503);
  }

  @Test
  void stillNamesTheMissingSecretWhenTheJournalCannotCountIt() throws Exception {
    journal.beUnavailable();

    assertThat(error(receive("", lines("1 ada", "")))).isEqualTo("secret_not_set");
  }

  @Test
  void turnsAnErrorOfItsOwnIntoComeAgainAndTellsOfIt() throws Exception {
    var bug = new IllegalStateException("a bug");
    journal.fail(bug);

    var answer = receive("s", lines("1 ada", "s"));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsKey("Retry-After");
    assertThat(error(answer)).isEqualTo("internal_error");
    assertThat(told)
        .containsExactly(new Happening.DefectFound("receiving for hook demo-form", bug));
  }

  @Test
  void storesNoSecretThatCameAlong() {
    var key = "k3y-of-the-hook-0001";

    var answer = receiveBy(SecretInRequest.of("Jotform"), key, withKey(key));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(journal.appended)
        .singleElement()
        .satisfies(
            appended -> {
              assertThat(appended.request()).isEqualTo(withKey("*".repeat(key.length())));
              assertThat(appended.parts().get(0).body()).isEqualTo(appended.request().body());
            });
  }

  @Test
  void storesNoWrongSecretEither() {
    var wrong = "k3y-of-another-hook-0002";

    var answer = receiveBy(SecretInRequest.of("Jotform"), "k3y-of-the-hook-0001", withKey(wrong));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(journal.quarantined)
        .singleElement()
        .satisfies(
            kept -> {
              assertThat(kept.request()).isEqualTo(withKey("*".repeat(wrong.length())));
              assertThat(kept.why())
                  .isEqualTo(
                      "?key= in the URL does not match the secret in DEMO_FORM_SECRET: check what"
                          + " was entered at Jotform");
              assertThat(proves(kept, wrong)).isTrue();
              assertThat(proves(kept, "k3y-of-the-hook-0001")).isFalse();
            });
  }

  private static boolean proves(FakeJournal.Quarantined kept, String secret) {
    return CarriedSecret.matching(Objects.requireNonNull(kept.proof()), Secrets.of(secret)) == 1;
  }

  @Test
  void saltsEachProofAnew() {
    var jotform = SecretInRequest.of("Jotform");
    var webhooks =
        new ReceiveWebhook(
            Hooks.of(List.of(hook(jotform, "k3y-of-the-hook-0001"))),
            journal.journal(),
            told::add,
            CLOCK,
            nanos::get,
            random);

    webhooks.receive(withKey("k3y-of-another-hook-0002"));
    webhooks.receive(withKey("k3y-of-another-hook-0002"));

    assertThat(journal.quarantined)
        .extracting(FakeJournal.Quarantined::proof)
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void believesEverybodyWhereTheHookAsksForIt() {
    assertThat(receiveBy(NoProof.INSTANCE, "", lines("1 ada", "")).status()).isEqualTo(200);
    assertThat(told)
        .containsExactly(new Happening.WebhookAccepted(DEMO, 1, 0, 0, 0, Duration.ofNanos(7)));
  }

  private static Request withKey(String key) {
    return new Request(
        DEMO,
        "POST",
        "https://hooks.acme.com/hooks/demo-form?key=" + key,
        Headers.of(Map.of("X-Forwarded-Uri", List.of("/hooks/demo-form?key=" + key))),
        Bytes.utf8("{\"webhookURL\":\"https:\\/\\/hooks.acme.com?key=" + key + "\"}"),
        NOW);
  }

  private Answer receiveBy(Proof proof, String secret, Request request) {
    return receive(hook(proof, secret), request);
  }

  private static Hook hook(Proof proof, String secret) {
    return new Hook(
        DEMO,
        new SignedSource("signed"),
        proof,
        ConnectionName.DEFAULT,
        Secrets.of(secret),
        Secrets.NONE);
  }

  @Test
  void knowsNoHookThatIsNotThere() throws Exception {
    var hooks = Hooks.of(List.of());

    var answer =
        new ReceiveWebhook(hooks, journal.journal(), told::add, CLOCK, nanos::get, random)
            .receive(lines("1 ada", "s"));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(error(answer)).isEqualTo("no_such_hook");
  }

  private Answer receive(String secrets, Request request) {
    var hook =
        new Hook(
            DEMO,
            new SignedSource("signed", Duration.ofSeconds(3)),
            new ConnectionName("emea"),
            Secrets.of(secrets));
    return receive(hook, request);
  }

  private Answer receive(Hook hook, Request request) {
    return new ReceiveWebhook(
            Hooks.of(List.of(hook)),
            journal.journal(),
            told::add,
            CLOCK,
            () -> nanos.getAndAdd(7),
            random)
        .receive(request);
  }

  private static Request lines(String body, String secret) {
    var bytes = Bytes.utf8(body);
    var headers =
        Map.of(
            "Content-Type", List.of("text/lines"),
            "X-Signature",
                List.of(secret.isBlank() ? "" : SignedSource.sign(bytes.array(), secret)));
    return new Request(
        DEMO, "POST", "https://hooks.acme.com/hooks/demo-form", Headers.of(headers), bytes, NOW);
  }

  private static @Nullable Object error(Answer answer) throws Documents.NotJson {
    return Documents.readObject(Bytes.utf8(answer.body())).get("error");
  }
}
