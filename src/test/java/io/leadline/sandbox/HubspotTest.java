package io.leadline.sandbox;

import static io.leadline.sandbox.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** HubSpot's read of a contact (sources.md §2b). */
class HubspotTest extends SandboxTest {
  private static final String ADA =
      "{\"properties\":{\"email\":\"ada@acme.example\",\"firstname\":\"Ada\",\"employees\":7,"
          + "\"city\":null}}";

  @Test
  void answersThePropertiesAskedForAsTextsOrNull() {
    put("151");
    var response = read("151?properties=email,employees&properties=city,unknown");

    var body = json(response);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(body.get("id").asText()).isEqualTo("151");
    assertThat(body.at("/properties/email").asText()).isEqualTo("ada@acme.example");
    assertThat(body.at("/properties/employees").isTextual()).isTrue();
    assertThat(body.at("/properties/city").isNull()).isTrue();
    assertThat(body.at("/properties/unknown").isNull()).isTrue();
    assertThat(body.get("properties").has("firstname")).isFalse();
    assertThat(body.get("archived").asBoolean(true)).isFalse();
  }

  @Test
  void answersADefaultSetWhenNoneIsAskedFor() {
    put("151");
    var properties = json(read("151")).get("properties");
    assertThat(properties.get("firstname").asText()).isEqualTo("Ada");
    assertThat(properties.has("employees")).isFalse();
  }

  @Test
  void answers404ForAContactThatIsNotThereAnyMore() {
    put("151");
    client().send("DELETE", "/sandbox/hubspot/contacts/151", "");
    assertThat(read("151").statusCode()).isEqualTo(404);
  }

  @Test
  void answers401WithoutTheToken() {
    put("151");
    var path = "/crm/v3/objects/contacts/151";
    assertThat(client().get(path).statusCode()).isEqualTo(401);
    assertThat(client().get(path, "Authorization", "Bearer wrong").statusCode()).isEqualTo(401);
  }

  @Test
  void isDisturbedByFaultsForItAlone() {
    put("151");
    sandbox().faults().add(Fault.of(FaultKind.SERVER_ERROR));
    assertThat(read("151").statusCode()).isEqualTo(200);

    sandbox()
        .faults()
        .add(
            Fault.of(FaultKind.TOO_MANY_REQUESTS)
                .on(Operation.HUBSPOT_READ)
                .withRetryAfter(Duration.ofSeconds(10))
                .times(1));
    var limited = read("151");
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValue("Retry-After")).hasValue("10");
    assertThat(read("151").statusCode()).isEqualTo(200);
  }

  @Test
  void countsReadsWhateverTheirAnswer() {
    put("151");
    read("151");
    read("151");
    read("404");

    assertThat(sandbox().hubspot().reads("151")).isEqualTo(2);
    assertThat(client().get("/sandbox/hubspot").body())
        .isEqualTo("{\"reads\":3,\"reads_by_contact\":{\"151\":2,\"404\":1}}");
    assertThat(sandbox().summary().hubspotReads()).isEqualTo(3);
  }

  @Test
  void refusesAContactWithoutProperties() {
    assertThat(client().send("PUT", "/sandbox/hubspot/contacts/1", "{}").statusCode())
        .isEqualTo(400);
  }

  private void put(String id) {
    assertThat(client().send("PUT", "/sandbox/hubspot/contacts/" + id, ADA).statusCode())
        .isEqualTo(204);
  }

  private HttpResponse<String> read(String idAndQuery) {
    return client()
        .get(
            "/crm/v3/objects/contacts/" + idAndQuery,
            "Authorization",
            "Bearer " + SandboxSettings.DEMO_HUBSPOT_TOKEN);
  }
}
