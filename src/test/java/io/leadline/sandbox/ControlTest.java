package io.leadline.sandbox;

import static io.leadline.sandbox.Client.contact;
import static io.leadline.sandbox.Client.json;
import static io.leadline.sandbox.Client.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlTest extends SandboxTest {
  @Test
  void takesAFaultWithEverythingItCanSay() {
    var response =
        client()
            .send(
                "POST",
                "/sandbox/faults",
                """
                {"kind":"too_many_requests","call":"createContact","times":3,"probability":0.5,
                 "delay_ms":250,"retry_after":9,"retry_after_as":"date","per_second":4,
                 "after_commit":true,"message":"slow down"}""");

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(json(client().get("/sandbox/faults")).at("/faults/0").toString())
        .isEqualTo(
            "{\"id\":1,\"kind\":\"too_many_requests\",\"call\":\"createContact\",\"hits\":0,"
                + "\"remaining\":3,\"probability\":0.5,\"delay_ms\":250,\"status\":503,"
                + "\"retry_after\":9,\"retry_after_as\":\"date\",\"per_second\":4,"
                + "\"after_commit\":true,\"message\":\"slow down\"}");
  }

  @Test
  void liftsOneFaultOrAll() {
    client().send("POST", "/sandbox/faults", "{\"kind\":\"server_error\"}");
    client().send("POST", "/sandbox/faults", "{\"kind\":\"refuse\",\"call\":\"both\"}");
    assertThat(client().send("DELETE", "/sandbox/faults/1", "").statusCode()).isEqualTo(204);
    assertThat(client().send("DELETE", "/sandbox/faults/1", "").statusCode()).isEqualTo(404);
    assertThat(sandbox().faults().active())
        .extracting(active -> active.fault().kind())
        .containsExactly(FaultKind.REFUSE);
    assertThat(client().send("DELETE", "/sandbox/faults", "").statusCode()).isEqualTo(204);
    assertThat(sandbox().faults().active()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | kind is null, must be one of: latency,",
        "{\"kind\":\"flood\"} | kind is flood, must be one of: latency,",
        "{\"kind\":\"hang\",\"cal\":\"both\"} | cal is unknown, known are: kind, call,",
        "{\"kind\":\"hang\",\"call\":\"x\"} | call is x, must be createContact,",
        "{\"kind\":\"hang\",\"times\":0} | times is 0, must be at least 1",
        "{\"kind\":\"hang\",\"times\":1.5} | times is 1.5, must be a whole number",
        "{\"kind\":\"hang\",\"times\":\"1\"} | times is 1, must be a number",
        "{\"kind\":\"hang\",\"probability\":0} | probability is 0.0, must be above 0",
        "{\"kind\":\"hang\",\"delay_ms\":-1} | delay_ms is -1, must be from 0",
        "{\"kind\":\"server_error\",\"status\":404} | status is 404, must be from 500 to 599",
        "{\"kind\":\"client_error\",\"status\":500} | status is 500, must be from 400 to 499",
        "{\"kind\":\"hang\",\"retry_after_as\":\"x\"} | retry_after_as is x, must be seconds or",
        "{\"kind\":\"hang\",\"after_commit\":1} | after_commit is 1, must be true or false",
        "[] | The body must be a JSON object",
      })
  void refusesAFaultItCannotDo(String body, String sentence) {
    var response = client().send("POST", "/sandbox/faults", body);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).get("error").asText()).startsWith(sentence);
    assertThat(sandbox().faults().active()).isEmpty();
  }

  @Test
  void showsContactsWithTheirProfiles() {
    client().addProfile(profile(client().stored("ada@acme.example")));
    client().stored("bob@acme.example");

    var all = json(client().get("/sandbox/contacts")).get("contacts");
    assertThat(all).hasSize(2);
    var ada = json(client().get("/sandbox/contacts?email=ADA%40acme.example")).get("contacts");
    assertThat(ada).hasSize(1);
    assertThat(ada.at("/0/profiles/0/profile_id").asLong()).isEqualTo(1);
    assertThat(ada.at("/0/profiles/0/profile_payload/summary").asText())
        .isEqualTo("Asked for a demo");
    assertThat(ada.at("/0/entity_name").asText()).isEqualTo("Acme Corporation");
    assertThat(ada.at("/0/stage_id").asText()).isEqualTo("stage_new_lead");
    assertThat(ada.at("/0/fields/first_name").asText()).isEqualTo("Ada");
    assertThat(ada.at("/0/created_at").asText()).isEqualTo("2026-01-18T18:17:02Z");
    assertThat(ada.at("/0/create_calls").asInt()).isEqualTo(1);
  }

  @Test
  void countsWhatItHoldsAndWhatItWasAsked() {
    client().addProfile(profile(client().stored("ada@acme.example")));
    client().createContact(Client.credentials());

    assertThat(client().get("/sandbox/summary").body())
        .isEqualTo(
            "{\"contacts\":1,\"entities\":1,\"profiles\":1,\"calls\":3,\"under_way\":0,"
                + "\"calls_by_outcome\":{\"createContact\":{\"accepted\":1,\"refused\":1},"
                + "\"addProfileToContact\":{\"accepted\":1}},\"faults_by_kind\":{},"
                + "\"max_concurrent_calls\":1,\"overlaps\":0,\"overlaps_with_held\":0,"
                + "\"hubspot_reads\":0}");
  }

  @Test
  void forgetsEverythingButItsSettings() {
    client().addProfile(profile(client().stored("ada@acme.example")));
    sandbox().faults().add(Fault.of(FaultKind.SERVER_ERROR));
    sandbox().hubspot().put("1", Map.of());
    assertThat(client().send("DELETE", "/sandbox", "").statusCode()).isEqualTo(204);

    assertThat(sandbox().contacts()).isEmpty();
    assertThat(sandbox().calls()).isEmpty();
    assertThat(sandbox().faults().active()).isEmpty();
    assertThat(sandbox().summary().profiles()).isZero();
    assertThat(json(client().createContact(contact("ada@acme.example"))).get("log").asText())
        .startsWith("Contact does not exist.");
  }

  @Test
  void cutsHeldCallsWhenItForgetsSoThatTheyStoreNothing() {
    sandbox().faults().add(Fault.of(FaultKind.HANG));
    var call = client().createContactLater(contact("ada@acme.example"));
    await().until(() -> sandbox().faults().held() == 1);
    client().send("DELETE", "/sandbox", "");

    assertThatThrownBy(call::join).hasCauseInstanceOf(IOException.class);
    assertThat(sandbox().contacts()).isEmpty();
    assertThat(sandbox().calls()).isEmpty();
  }

  @Test
  void saysWhatIsNotThere() {
    var response = client().get("/sandbox/nothing");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("There is no GET /sandbox/nothing here");
    assertThat(client().get("/sandbox/calls?since=x").statusCode()).isEqualTo(400);
    assertThat(client().get("/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void saysWhichPortItCannotListenOn() {
    int taken = URI.create(sandbox().rootUrl()).getPort();
    assertThatThrownBy(
            () -> SandboxCrm.start(SandboxSettings.demo(), Clock.systemUTC(), new Random(7), taken))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("the sandbox CRM cannot listen on 127.0.0.1:" + taken);
  }

  @Test
  void runsOnThreadsThatAreGivenAndLeavesThemRunning() {
    var threads = Executors.newFixedThreadPool(2);
    try {
      var other =
          SandboxCrm.start(SandboxSettings.demo(), Clock.systemUTC(), new Random(7), 0, threads);
      assertThat(new Client(other).stored("ada@acme.example")).isNotBlank();
      other.close();
      assertThat(threads.isShutdown()).isFalse();
    } finally {
      threads.shutdownNow();
    }
  }
}
