package io.leadline.sandbox;

import static io.leadline.sandbox.Client.contact;
import static io.leadline.sandbox.Client.profile;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PageTest extends SandboxTest {
  private static final String EVIL = "</pre><script>alert('x')</script>\"&";

  @Test
  void showsContactsProfilesCallsAndFaults() {
    client().addProfile(profile(client().stored("ada@acme.example")));
    client().createContact(Client.credentials());
    sandbox().faults().add(Fault.of(FaultKind.HTML_PAGE).on(Operation.ADD_PROFILE).times(3));
    var page = page();

    assertThat(page)
        .contains("ada@acme.example", "Acme Corporation", "Asked for a demo", "#1 Typeform")
        .contains("addProfileToContact", "html_page", "Required field email is missing");
  }

  @Test
  void escapesWhatComesFromOutside() {
    var fields = contact("ada@acme.example<script>");
    fields.put("first_name", EVIL);
    fields.put("entity_name", EVIL);
    fields.put(EVIL, EVIL);
    client().createContact(fields);
    var added = profile(sandbox().contacts().get(0).contactId());
    added.put("profile_source", EVIL);
    added.put("profile_payload", Map.of("summary", EVIL, EVIL, EVIL));
    client().addProfile(added);
    added.put("contact_id", EVIL);
    client().addProfile(added);
    sandbox().faults().add(Fault.of(FaultKind.REFUSE).withMessage(EVIL));
    var page = page();

    assertThat(page).contains("&lt;script&gt;alert(&#39;x&#39;)").doesNotContain("<script>alert");
    assertThat(page.split("<script>", -1)).as("only its own script").hasSize(2);
    assertThat(page.split("</script>", -1)).hasSize(2);
  }

  @Test
  void isWholeWithoutScriptAndNeedsNothingFromElsewhere() {
    client().stored("ada@acme.example");
    var page = page();
    assertThat(page)
        .contains("<noscript><meta http-equiv=\"refresh\"", "ada@acme.example")
        .doesNotContain("@content@", "@style@", "@script@", "src=", "http:", "https:");
  }

  @Test
  void allowsItsOwnStyleAndScriptOnly() {
    var policy = client().get("/").headers().firstValue("Content-Security-Policy").orElseThrow();
    assertThat(policy)
        .startsWith("default-src 'none'")
        .containsPattern("style-src 'sha256-[^']{44}'")
        .containsPattern("script-src 'sha256-[^']{44}'")
        .doesNotContain("unsafe");
  }

  @Test
  void saysWhenThereIsNothingYet() {
    assertThat(page())
        .contains("None yet. They appear here as createContact is called.")
        .contains("None: every call is answered as the documents say.");
  }

  private String page() {
    var response = client().get("/");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    return response.body();
  }
}
