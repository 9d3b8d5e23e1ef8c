package io.leadline.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records of calls as the control API shows them. */
final class CallJson {
  private CallJson() {}

  static Map<String, @Nullable Object> show(CallRecord call) {
    var fault = call.fault();
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("seq", call.seq());
    json.put("call", call.call().word());
    json.put("started_at", call.startedAt());
    json.put("ended_at", call.endedAt());
    json.put("http_status", call.httpStatus());
    json.put("status", call.status());
    json.put("org_id", call.orgId());
    json.put("member_id", call.memberId());
    json.put("email", call.email());
    json.put("contact_id", call.contactId());
    json.put("profile_id", call.profileId());
    json.put("api_key", call.apiKey());
    json.put("outcome", call.outcome().word());
    json.put("fault", fault == null ? null : fault.word());
    json.put("committed", call.committed());
    json.put("overlap", call.overlap());
    json.put("overlap_with_held", call.overlapWithHeld());
    json.put("sentences", call.sentences());
    json.put("ignored_fields", call.ignoredFields());
    return json;
  }
}
