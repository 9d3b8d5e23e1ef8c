package io.leadline.crm;

import io.leadline.event.ConnectionName;
import io.leadline.event.CrmMode;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One CRM account (crm-api: api_key, org_id and member_id are required in both calls).
 *
 * @param baseUrl up to and including {@code /apis/public}, without a slash at its end
 * @param memberId whom calls are made as unless they say otherwise
 * @param memberKeys API keys of members that have one of their own, by member id
 * @param profileReference the key under which a profile says which event it came from; null for
 *     none
 * @param unknownProfile what becomes of a profile that may have been added already
 * @param budget how much it is asked to take
 */
public record Connection(
    ConnectionName name,
    String baseUrl,
    String apiKey,
    String orgId,
    String memberId,
    CrmMode mode,
    Map<String, String> memberKeys,
    @Nullable String profileReference,
    UnknownProfile unknownProfile,
    Budget budget) {

  /** The key of the reference unless another is configured. */
  public static final String USUAL_PROFILE_REFERENCE = "leadline_event";

  /** The documented host. */
  public static final String DOCUMENTED_BASE_URL = "https://app.zyntrohq.com/apis/public";

  public Connection {
    memberKeys = Map.copyOf(memberKeys);
  }

  public Connection(
      ConnectionName name,
      String baseUrl,
      String apiKey,
      String orgId,
      String memberId,
      CrmMode mode) {
    this(name, baseUrl, apiKey, orgId, memberId, mode, Map.of());
  }

  /** Without a reference in profiles; one that may have been added is made again. */
  public Connection(
      ConnectionName name,
      String baseUrl,
      String apiKey,
      String orgId,
      String memberId,
      CrmMode mode,
      Map<String, String> memberKeys) {
    this(
        name,
        baseUrl,
        apiKey,
        orgId,
        memberId,
        mode,
        memberKeys,
        null,
        UnknownProfile.REPEAT,
        Budget.DEFAULT);
  }

  /** The same account with other ways of handling profiles. */
  public Connection withProfiles(@Nullable String reference, UnknownProfile unknown) {
    return new Connection(
        name, baseUrl, apiKey, orgId, memberId, mode, memberKeys, reference, unknown, budget);
  }

  /** The same account with another budget. */
  public Connection withBudget(Budget other) {
    return new Connection(
        name,
        baseUrl,
        apiKey,
        orgId,
        memberId,
        mode,
        memberKeys,
        profileReference,
        unknownProfile,
        other);
  }

  /** The key that calls as this member are made with: the member's own, else the connection's. */
  public String apiKeyOf(String member) {
    return memberKeys.getOrDefault(member, apiKey);
  }

  /** The environment variable of a setting: {@code CRM_API_KEY}, {@code CRM_EU_API_KEY}. */
  public String variable(String setting) {
    return variable(name, setting);
  }

  /** The same for a connection of this name, configured or not. */
  public static String variable(ConnectionName name, String setting) {
    return name.equals(ConnectionName.DEFAULT)
        ? "CRM_" + setting
        : "CRM_" + name.value().toUpperCase(Locale.ROOT).replace('-', '_') + "_" + setting;
  }

  /** Name, address and mode: the rest is secret or tells who somebody is. */
  @Override
  public String toString() {
    return name + " (" + baseUrl + ", " + mode + ")";
  }
}
