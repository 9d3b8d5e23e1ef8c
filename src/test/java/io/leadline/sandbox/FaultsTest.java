package io.leadline.sandbox;

import static io.leadline.sandbox.Client.contact;
import static io.leadline.sandbox.Client.json;
import static io.leadline.sandbox.Client.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest extends SandboxTest {
  @Test
  void answers429WithRetryAfterInSeconds() {
    fault(Fault.of(FaultKind.TOO_MANY_REQUESTS).withRetryAfter(Duration.ofSeconds(17)));
    var response = create();
    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("17");
    assertFaulted(FaultKind.TOO_MANY_REQUESTS, false);
  }

  @Test
  void answers429WithRetryAfterAsADate() {
    fault(
        Fault.of(FaultKind.TOO_MANY_REQUESTS)
            .withRetryAfter(Duration.ofSeconds(58))
            .withRetryAfterAsDate());
    assertThat(create().headers().firstValue("Retry-After"))
        .hasValue("Sun, 18 Jan 2026 18:18:00 GMT");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void answersAServerErrorAsAPage(int status) {
    fault(Fault.of(FaultKind.SERVER_ERROR).withStatus(status));
    var response = create();
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(response.headers().firstValue("Retry-After")).isEmpty();
    assertFaulted(FaultKind.SERVER_ERROR, false);
  }

  @Test
  void answersAServerErrorAfterItHasStored() {
    fault(Fault.of(FaultKind.SERVER_ERROR).afterItCommits());
    assertThat(create().statusCode()).isEqualTo(503);
    assertFaulted(FaultKind.SERVER_ERROR, true);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 408})
  void answersAClientError(int status) {
    fault(Fault.of(FaultKind.CLIENT_ERROR).withStatus(status).withMessage("Go away"));
    var response = create();
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json(response).at("/data/0").asText()).isEqualTo("Go away");
    assertFaulted(FaultKind.CLIENT_ERROR, false);
  }

  @Test
  void answersAPageWith200() {
    fault(Fault.of(FaultKind.HTML_PAGE));
    var response = create();
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).startsWith("<!doctype html>");
    assertFaulted(FaultKind.HTML_PAGE, false);
  }

  @Test
  void answersNothingWith200() {
    fault(Fault.of(FaultKind.EMPTY_BODY));
    var response = create();
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
    assertFaulted(FaultKind.EMPTY_BODY, false);
  }

  @Test
  void answersBrokenJsonWith200() {
    fault(Fault.of(FaultKind.NOT_JSON));
    var response = create();
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(Json.readObject(response.body().getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertFaulted(FaultKind.NOT_JSON, false);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"CUT_BEFORE_COMMIT", "CUT_AFTER_COMMIT"},
      mode = Mode.INCLUDE)
  void closesTheSocketWithoutAByte(FaultKind kind) throws IOException {
    fault(Fault.of(kind));
    var url = URI.create(sandbox().rootUrl());
    try (var socket = new Socket(url.getHost(), url.getPort())) {
      var body = Client.write(contact("ada@acme.example"));
      var head =
          "POST /apis/public/createContact.php HTTP/1.1\r\nHost: sandbox\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n";
      socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
      assertThat(socket.getInputStream().read()).as("end of stream").isEqualTo(-1);
    }
    assertFaulted(kind, kind == FaultKind.CUT_AFTER_COMMIT);
    assertThat(lastCall().httpStatus()).isNull();
  }

  @Test
  void looksLikeABrokenConnectionToAClient() {
    fault(Fault.of(FaultKind.CUT_AFTER_COMMIT).times(1));
    var request =
        client()
            .request(
                "POST",
                "/apis/public/createContact.php",
                Client.write(contact("ada@acme.example")));
    assertThatThrownBy(() -> client().sendOrFail(request)).isInstanceOf(IOException.class);

    assertThat(json(create()).get("log").asText()).startsWith("Contact exists.");
  }

  @Test
  void storesAProfileWhoseAnswerNeverArrives() {
    var id = client().stored("ada@acme.example");
    fault(Fault.of(FaultKind.CUT_AFTER_COMMIT).on(Operation.ADD_PROFILE).times(1));
    var request =
        client().request("POST", "/apis/public/addProfileToContact.php", Client.write(profile(id)));
    assertThatThrownBy(() -> client().sendOrFail(request)).isInstanceOf(IOException.class);
    client().addProfile(profile(id));

    assertThat(sandbox().contacts().get(0).profiles()).hasSize(2);
  }

  @Test
  void leavesTheIdsOutOfASuccess() {
    var id = client().stored("ada@acme.example");
    fault(Fault.of(FaultKind.NO_CONTACT_ID));
    var created = json(create());
    assertThat(created.get("status").asText()).isEqualTo("success");
    assertThat(created.get("data").has("contact_id")).isFalse();
    assertThat(created.get("data").has("entity_id")).isTrue();
    assertFaulted(FaultKind.NO_CONTACT_ID, true);

    var added = json(client().addProfile(profile(id)));
    assertThat(added.get("status").asText()).isEqualTo("success");
    assertThat(added.get("data").has("profile_id")).isFalse();
  }

  @Test
  void refusesEverything() {
    fault(Fault.of(FaultKind.REFUSE).withMessage("Organization is not active"));
    var response = create();
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .isEqualTo("{\"status\":\"error\",\"data\":[\"Organization is not active\"]}");
    assertFaulted(FaultKind.REFUSE, false);
  }

  @Test
  void holdsACallUntilItIsReleased() {
    fault(Fault.of(FaultKind.HANG).times(1));
    var call = client().createContactLater(contact("ada@acme.example"));
    await().until(() -> sandbox().faults().held() == 1);
    assertThat(call).isNotDone();
    assertThat(sandbox().contacts()).isEmpty();
    assertThat(lastCall().outcome()).isEqualTo(CallOutcome.UNDER_WAY);

    sandbox().faults().release();
    assertThat(json(call.join()).get("status").asText()).isEqualTo("success");
    assertFaulted(FaultKind.HANG, true);
  }

  @Test
  void holdsACallThatHasAlreadyStored() {
    fault(Fault.of(FaultKind.HANG).afterItCommits().times(1));
    var call = client().createContactLater(contact("ada@acme.example"));
    await().until(() -> sandbox().faults().held() == 1);
    assertThat(sandbox().contacts()).hasSize(1);

    sandbox().faults().clear();
    assertThat(json(call.join()).get("log").asText()).startsWith("Contact does not exist.");
    assertThat(sandbox().contacts().get(0).createCalls()).isEqualTo(1);
  }

  @Test
  void holdsACallForAsLongAsTheFaultSays() {
    fault(Fault.of(FaultKind.HANG).withDelay(Duration.ofMillis(1)));
    assertThat(json(create()).get("status").asText()).isEqualTo("success");
  }

  @Test
  void cutsHeldCallsWhenItCloses() {
    fault(Fault.of(FaultKind.HANG));
    var call = client().createContactLater(contact("ada@acme.example"));
    await().until(() -> sandbox().faults().held() == 1);
    sandbox().close();

    assertThatThrownBy(call::join).hasCauseInstanceOf(IOException.class);
    await().until(() -> sandbox().summary().underWay() == 0);
    assertThat(sandbox().contacts()).isEmpty();
  }

  @Test
  void tricklesBlanksAndThenTheAnswer() {
    fault(Fault.of(FaultKind.TRICKLE).times(1));
    var call = client().createContactLater(contact("ada@acme.example"));
    await().until(() -> sandbox().faults().held() == 1);
    sandbox().faults().release();

    assertThat(call.join().body()).startsWith(" ");
    assertThat(json(call.join()).get("status").asText()).isEqualTo("success");
  }

  @Test
  void seesThatTheClientOfATrickleWentAwayAndStoresNothing() {
    fault(Fault.of(FaultKind.TRICKLE));
    var url = URI.create(sandbox().rootUrl());
    var body = Client.write(contact("ada@acme.example"));
    try (var socket = new Socket(url.getHost(), url.getPort())) {
      var head =
          "POST /apis/public/createContact.php HTTP/1.1\r\nHost: sandbox\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n";
      socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
    await().until(() -> lastCall().outcome() == CallOutcome.FAULTED);
    assertFaulted(FaultKind.TRICKLE, false);
  }

  @Test
  void isLateByTheLatency() {
    fault(Fault.of(FaultKind.LATENCY).withDelay(Duration.ofHours(1)).times(1));
    var call = client().createContactLater(contact("ada@acme.example"));
    await().until(() -> sandbox().faults().held() == 1);
    assertThat(call).isNotDone();

    sandbox().faults().release();
    assertThat(json(call.join()).get("status").asText()).isEqualTo("success");
    assertThat(lastCall().outcome()).isEqualTo(CallOutcome.ACCEPTED);
  }

  @Test
  void limitsTheRateByItsClock() {
    var now = new AtomicReference<>(NOW);
    try (var limited = SandboxCrm.start(SandboxSettings.demo(), ticking(now), new Random(7), 0)) {
      var caller = new Client(limited);
      limited.faults().add(Fault.of(FaultKind.RATE_LIMIT).withPerSecond(2));
      assertThat(statuses(caller, 3)).containsExactly(200, 200, 429);
      now.set(NOW.plusMillis(999));
      assertThat(statuses(caller, 1)).containsExactly(429);
      now.set(NOW.plusMillis(1000));
      assertThat(statuses(caller, 3)).containsExactly(200, 200, 429);
    }
  }

  @Test
  void hitsTheCallItIsForAndAsOftenAsItSays() {
    var id = client().stored("ada@acme.example");
    fault(Fault.of(FaultKind.SERVER_ERROR).on(Operation.ADD_PROFILE).times(2));
    assertThat(create().statusCode()).isEqualTo(200);
    assertThat(client().addProfile(profile(id)).statusCode()).isEqualTo(503);
    assertThat(sandbox().faults().active().get(0).remaining()).isEqualTo(1);
    assertThat(client().addProfile(profile(id)).statusCode()).isEqualTo(503);
    assertThat(client().addProfile(profile(id)).statusCode()).isEqualTo(200);
    assertThat(sandbox().faults().active()).isEmpty();
  }

  @Test
  void hitsUntilItIsCleared() {
    fault(Fault.of(FaultKind.SERVER_ERROR));
    assertThat(statuses(client(), 3)).containsOnly(503);
    sandbox().faults().clear();
    assertThat(statuses(client(), 1)).containsExactly(200);
  }

  @Test
  void hitsTheSameShareOfCallsForTheSameSeed() {
    fault(Fault.of(FaultKind.REFUSE).withProbability(0.5));
    statuses(client(), 40);
    long first = sandbox().summary().calls(Operation.CREATE_CONTACT, CallOutcome.FAULTED);
    restart(SandboxSettings.demo());
    fault(Fault.of(FaultKind.REFUSE).withProbability(0.5));
    statuses(client(), 40);

    assertThat(sandbox().summary().calls(Operation.CREATE_CONTACT, CallOutcome.FAULTED))
        .isEqualTo(first)
        .isBetween(5L, 35L);
  }

  @Test
  void asksFaultsInTheOrderOfTheirAdding() {
    fault(Fault.of(FaultKind.HTML_PAGE).times(1));
    fault(Fault.of(FaultKind.SERVER_ERROR).times(1));
    assertThat(statuses(client(), 3)).containsExactly(200, 503, 200);
    assertThat(sandbox().summary().faultsByKind())
        .containsEntry("html_page", 1L)
        .containsEntry("server_error", 1L);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "LATENCY")
  void canDoEveryKindOnEitherCall(FaultKind kind) {
    var id = client().stored("ada@acme.example");
    fault(Fault.of(kind).withDelay(Duration.ZERO).on(Operation.ADD_PROFILE));
    try {
      client()
          .sendOrFail(
              client()
                  .request(
                      "POST", "/apis/public/addProfileToContact.php", Client.write(profile(id))));
    } catch (IOException | InterruptedException cut) {
      assertThat(kind.name()).startsWith("CUT_");
    }
    boolean passes = kind == FaultKind.RATE_LIMIT;
    assertThat(lastCall().fault()).isEqualTo(passes ? null : kind);
  }

  private void fault(Fault fault) {
    sandbox().faults().add(fault);
  }

  private HttpResponse<String> create() {
    return client().createContact(contact("ada@acme.example"));
  }

  private static List<Integer> statuses(Client caller, int calls) {
    return Stream.generate(() -> caller.createContact(contact("a@b.example")))
        .limit(calls)
        .map(HttpResponse::statusCode)
        .toList();
  }

  private CallRecord lastCall() {
    var calls = sandbox().calls();
    return calls.get(calls.size() - 1);
  }

  private void assertFaulted(FaultKind kind, boolean committed) {
    var call = lastCall();
    assertThat(call.outcome()).isEqualTo(CallOutcome.FAULTED);
    assertThat(call.fault()).isEqualTo(kind);
    assertThat(call.committed()).isEqualTo(committed);
    assertThat(sandbox().contacts().isEmpty()).isEqualTo(!committed);
  }

  private static Clock ticking(AtomicReference<Instant> now) {
    return new Clock() {
      @Override
      public Instant instant() {
        return Objects.requireNonNull(now.get());
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }
}
