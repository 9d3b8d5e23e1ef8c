package io.leadline.crm;

import io.leadline.event.ConnectionName;
import io.leadline.event.CrmMode;

/**
 * One CRM account (crm-api: api_key, org_id and member_id are required in both calls).
 *
 * @param baseUrl up to and including {@code /apis/public}, without a slash at its end
 * @param memberId whom calls are made as unless they say otherwise
 */
public record Connection(
    ConnectionName name,
    String baseUrl,
    String apiKey,
    String orgId,
    String memberId,
    CrmMode mode) {

  /** The documented host. */
  public static final String DOCUMENTED_BASE_URL = "https://app.zyntrohq.com/apis/public";

  @Override
  public String toString() {
    return name + " (" + baseUrl + ", " + mode + ")";
  }
}
