package io.leadline.sandbox;

import io.leadline.sandbox.Access.Granted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The deed of {@code addProfileToContact.php}: append a profile to a contact that the member owns.
 * The documents show no error reply for this call; ours has {@code status} and {@code data}.
 */
final class AddProfile {
  private static final List<String> FIELDS =
      List.of("contact_id", "profile_source", "profile_payload");

  private final Records records;

  AddProfile(Records records) {
    this.records = records;
  }

  Ruling rule(Granted access, Map<String, @Nullable Object> request) {
    var complaints = complaintsAbout(access, request);
    return complaints.isEmpty()
        ? store(request)
        : Ruling.refused(complaints, Map.of(), ignored(request));
  }

  private List<String> complaintsAbout(Granted access, Map<String, @Nullable Object> request) {
    var complaints = new ArrayList<String>();
    FIELDS.stream()
        .filter(name -> Credentials.isBlank(request.get(name)))
        .map(Credentials::isMissing)
        .forEach(complaints::add);
    checkSource(request, complaints);
    checkPayload(request, complaints);
    checkContact(access, request, complaints);
    return complaints;
  }

  private static void checkSource(Map<String, @Nullable Object> request, List<String> complaints) {
    var source = request.get("profile_source");
    if (source != null && !FieldType.STRING.accepts(source)) {
      complaints.add("Field profile_source must be a string");
    }
  }

  private static void checkPayload(Map<String, @Nullable Object> request, List<String> complaints) {
    var payload = request.get("profile_payload");
    boolean isArrayOrObject = payload instanceof Map || payload instanceof List;
    if (!Credentials.isBlank(payload) && !isArrayOrObject) {
      complaints.add("Profile payload must be a valid array/object");
    }
  }

  private void checkContact(
      Granted access, Map<String, @Nullable Object> request, List<String> complaints) {
    var id = request.get("contact_id");
    if (!Credentials.isBlank(id)) {
      records
          .contact(String.valueOf(id))
          .ifPresentOrElse(
              contact -> checkOwner(access, contact, complaints),
              () -> complaints.add("Contact does not exist"));
    }
  }

  private static void checkOwner(Granted access, Contact contact, List<String> complaints) {
    if (!contact.orgId().equals(access.organisation().id())) {
      complaints.add("Contact must belong to the same organization as the member");
    } else if (!contact.owner().equals(access.memberId())) {
      complaints.add("Only the member who owns the contact can add profiles to it");
    }
  }

  private Ruling store(Map<String, @Nullable Object> request) {
    var contactId = String.valueOf(request.get("contact_id"));
    var source = String.valueOf(request.get("profile_source"));
    var payload = Objects.requireNonNull(request.get("profile_payload"));
    long profileId = records.addProfile(contactId, source, payload);
    var data = new LinkedHashMap<String, @Nullable Object>();
    data.put("profile_id", profileId);
    data.put("profile_payload", payload);
    data.put("profile_source", source);
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("status", "success");
    body.put("data", data);
    return new Ruling(true, body, List.of(), contactId, profileId, ignored(request));
  }

  private static List<String> ignored(Map<String, @Nullable Object> request) {
    return request.keySet().stream()
        .filter(name -> !FIELDS.contains(name) && !FieldMap.CREDENTIALS.contains(name))
        .toList();
  }
}
