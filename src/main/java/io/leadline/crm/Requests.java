package io.leadline.crm;

import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.CrmMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes what is sent to the CRM from a frozen call and the account it is made on. */
public final class Requests {
  private static final Set<String> CREDENTIALS = Set.of("api_key", "org_id", "member_id");

  private Requests() {}

  /** A call that needs no contact id from an earlier one. */
  public static CrmRequest of(Connection connection, Call call) {
    return of(connection, call, null);
  }

  /**
   * The request of a call: {@code api_key}, {@code org_id}, {@code member_id}, then the call's own
   * fields in their order. In b2c mode {@code entity_*} is left out (crm-api/createContact: entity
   * fields belong to b2b).
   *
   * @param contactId what createContact of the same event gave; a call that names its own {@code
   *     contact_id} keeps that one
   * @throws IllegalArgumentException for a profile of nobody: the caller must have seen that there
   *     is no contact id
   */
  public static CrmRequest of(Connection connection, Call call, @Nullable String contactId) {
    var body = credentials(connection, memberOf(connection, call));
    if (call.kind() == CallKind.ADD_PROFILE) {
      body.put("contact_id", contactIdOf(call, contactId));
    }
    call.body().forEach((field, value) -> putUnlessKept(body, connection, field, value));
    return new CrmRequest(call.kind(), connection.baseUrl(), pathOf(call.kind()), body);
  }

  /**
   * The same for a person whom we created before: without the fields of {@link Call#onlyNew()},
   * which people may have changed in the CRM since. A field that the CRM requires is sent all the
   * same (crm-api/createContact makes no difference between creating and updating there): a refused
   * update would cost the lead.
   */
  public static CrmRequest ofKnown(Connection connection, Call call, @Nullable String contactId) {
    List<String> dispensable =
        call.onlyNew().stream().filter(field -> !required(field, connection.mode())).toList();
    return of(connection, without(call, dispensable), contactId);
  }

  /**
   * The same request with a word in its profile about where it came from. The frozen call stays as
   * it is. What the mapping says under that key stands.
   */
  public static CrmRequest referring(CrmRequest request, String key, String reference) {
    if (!(request.body().get("profile_payload") instanceof Map<?, ?> payload)) {
      return request;
    }
    var described = new LinkedHashMap<Object, @Nullable Object>(payload);
    described.putIfAbsent(key, reference);
    var body = new LinkedHashMap<>(request.body());
    body.put("profile_payload", described);
    return new CrmRequest(request.kind(), request.baseUrl(), request.path(), body);
  }

  private static boolean required(String field, CrmMode mode) {
    return Catalogue.documented().find(field).map(known -> known.requiredIn(mode)).orElse(false);
  }

  /** The path of a call below the base URL (crm-api: "Request Endpoint"). */
  static String pathOf(CallKind kind) {
    return "/" + kind.wireName() + ".php";
  }

  static Map<String, @Nullable Object> credentials(Connection connection, String member) {
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("api_key", connection.apiKeyOf(member));
    body.put("org_id", connection.orgId());
    body.put("member_id", member);
    return body;
  }

  private static String memberOf(Connection connection, Call call) {
    String asMember = call.asMember();
    return asMember == null ? connection.memberId() : asMember;
  }

  private static Object contactIdOf(Call call, @Nullable String given) {
    Object own = call.body().get("contact_id");
    if (own != null) {
      return own;
    }
    if (given == null) {
      throw new IllegalArgumentException(
          "internal error: addProfileToContact without a contact id, neither in the call nor given"
              + " by createContact");
    }
    return given;
  }

  private static void putUnlessKept(
      Map<String, @Nullable Object> body,
      Connection connection,
      String field,
      @Nullable Object value) {
    if (CREDENTIALS.contains(field) || isForEntitiesIn(connection.mode(), field)) {
      return;
    }
    body.putIfAbsent(field, value);
  }

  private static boolean isForEntitiesIn(CrmMode mode, String field) {
    return mode == CrmMode.B2C && field.startsWith("entity_");
  }

  private static Call without(Call call, List<String> fields) {
    var body = new LinkedHashMap<>(call.body());
    body.keySet().removeAll(fields);
    return new Call(call.kind(), body, call.asMember(), call.onlyNew());
  }
}
