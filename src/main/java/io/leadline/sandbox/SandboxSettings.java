package io.leadline.sandbox;

import java.util.ArrayList;
import java.util.List;

/**
 * How the stand-in CRM is set up. Everything else about it (contacts, calls, faults) can be
 * forgotten with {@code DELETE /sandbox}; these stay.
 *
 * @param apiKey the one key that is accepted
 * @param organisations the organisations of the account
 * @param errorStatus the HTTP status of a reply whose {@code status} is {@code error}: 200 or 400.
 *     The documents do not say which it is, so callers must decide by the body
 * @param host the address to listen on
 * @param keptCalls how many records of calls are kept; the oldest go first
 * @param maxBodyBytes a longer request body is answered with 413
 * @param hubspotToken the bearer token that the HubSpot read accepts
 */
public record SandboxSettings(
    String apiKey,
    List<Organisation> organisations,
    int errorStatus,
    String host,
    int keptCalls,
    int maxBodyBytes,
    String hubspotToken) {

  /** The key of {@link #demo()}. */
  public static final String DEMO_API_KEY = "sandbox-key";

  /** The organisation of {@link #demo()}. */
  public static final String DEMO_ORG_ID = "6f1d2c3b-8a47-4e0e-9b52-1c7d3e5f9a10";

  /** The first member of {@link #demo()}: the one to configure as {@code CRM_MEMBER_ID}. */
  public static final String DEMO_MEMBER_ID = "0b9e4d52-73c1-4f6a-8d20-5a1be7c49f31";

  /** The second member of {@link #demo()}. */
  public static final String DEMO_SECOND_MEMBER_ID = "c4a87e19-2f5d-4b3c-a6e8-90d1f2b3c4d5";

  /** The stages of {@link #demo()}, in order. */
  public static final List<Stage> DEMO_STAGES =
      List.of(
          new Stage("stage_new_lead", "New lead"),
          new Stage("stage_qualified", "Qualified"),
          new Stage("stage_sales_ready", "Sales ready"));

  /** The token of {@link #demo()} for HubSpot reads. */
  public static final String DEMO_HUBSPOT_TOKEN = "sandbox-hubspot-token";

  /** Checks what would otherwise only show as an odd answer later. */
  public SandboxSettings {
    organisations = List.copyOf(organisations);
    if (errorStatus != 200 && errorStatus != 400) {
      throw new IllegalArgumentException(
          "errorStatus is " + errorStatus + ", but an error reply has status 200 or 400");
    }
    if (keptCalls < 1 || maxBodyBytes < 1) {
      throw new IllegalArgumentException(
          "keptCalls is %d and maxBodyBytes is %d, but both must be at least 1"
              .formatted(keptCalls, maxBodyBytes));
    }
  }

  /** One B2B organisation with two members, on loopback; error replies have status 200. */
  public static SandboxSettings demo() {
    return new SandboxSettings(
        DEMO_API_KEY,
        List.of(demoOrganisation()),
        200,
        "127.0.0.1",
        100_000,
        4 * 1024 * 1024,
        DEMO_HUBSPOT_TOKEN);
  }

  private static Organisation demoOrganisation() {
    return Organisation.active(
        DEMO_ORG_ID, List.of(DEMO_MEMBER_ID, DEMO_SECOND_MEMBER_ID), demoRules());
  }

  /** The rules of the demo organisation. */
  public static CrmRules demoRules() {
    return new CrmRules(
        false,
        List.of("Active", "Lead", "Customer"),
        List.of("Website Form", "Typeform", "HubSpot", "Tally", "Jotform", "Import", "Other"),
        List.of("Company", "Person", "Partner"),
        List.of("Active", "Prospect"),
        DEMO_STAGES,
        List.of(
            CustomField.ofContact(
                "preferred_city", FieldType.STRING, "City the contact prefers to meet in"),
            CustomField.ofEntity(
                "industry_code", FieldType.STRING, "Industry code of the entity")));
  }

  /** The same settings with these rules for the first organisation. */
  public SandboxSettings withRules(CrmRules rules) {
    var changed = new ArrayList<>(organisations);
    var first = changed.get(0);
    changed.set(0, new Organisation(first.id(), first.members(), first.active(), rules));
    return withOrganisations(changed);
  }

  /** The same settings with these organisations in place of the present ones. */
  public SandboxSettings withOrganisations(List<Organisation> others) {
    return new SandboxSettings(
        apiKey, others, errorStatus, host, keptCalls, maxBodyBytes, hubspotToken);
  }

  /** The same settings with another HTTP status for error replies: 200 or 400. */
  public SandboxSettings withErrorStatus(int status) {
    return new SandboxSettings(
        apiKey, organisations, status, host, keptCalls, maxBodyBytes, hubspotToken);
  }

  /** The same settings listening on another address, {@code 0.0.0.0} for all. */
  public SandboxSettings withHost(String address) {
    return new SandboxSettings(
        apiKey, organisations, errorStatus, address, keptCalls, maxBodyBytes, hubspotToken);
  }

  /** The same settings keeping this many records of calls. */
  public SandboxSettings withKeptCalls(int calls) {
    return new SandboxSettings(
        apiKey, organisations, errorStatus, host, calls, maxBodyBytes, hubspotToken);
  }

  /** Leaves the credentials out. */
  @Override
  public String toString() {
    return "SandboxSettings[organisations=%d, errorStatus=%d, host=%s, keptCalls=%d]"
        .formatted(organisations.size(), errorStatus, host, keptCalls);
  }
}
