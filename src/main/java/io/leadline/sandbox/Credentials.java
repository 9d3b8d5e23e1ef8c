package io.leadline.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks api_key, org_id and member_id, in this order; the first that is wrong is named.
 *
 * <p>That each of these is refused is documented ("Notes" of both pages); the sentences are ours,
 * the real CRM's wording is unknown.
 */
final class Credentials {
  private final SandboxSettings settings;

  Credentials(SandboxSettings settings) {
    this.settings = settings;
  }

  Access check(Map<String, @Nullable Object> request) {
    var missing = FieldMap.CREDENTIALS.stream().filter(name -> isBlank(request.get(name))).toList();
    return missing.isEmpty()
        ? checkKey(request)
        : new Access.Denied(missing.stream().map(Credentials::isMissing).toList());
  }

  static String isMissing(String field) {
    return "Required field " + field + " is missing";
  }

  static boolean isBlank(@Nullable Object value) {
    return value == null || (value instanceof String text && text.isBlank());
  }

  private Access checkKey(Map<String, @Nullable Object> request) {
    return settings.apiKey().equals(request.get("api_key"))
        ? checkOrganisation(request)
        : denied("Invalid api_key");
  }

  private Access checkOrganisation(Map<String, @Nullable Object> request) {
    return organisation(request.get("org_id"))
        .map(organisation -> checkMember(organisation, request))
        .orElseGet(() -> denied("Organization does not exist"));
  }

  private Access checkMember(Organisation organisation, Map<String, @Nullable Object> request) {
    var member = String.valueOf(request.get("member_id"));
    if (organisation.members().contains(member)) {
      return checkState(organisation, member);
    }
    return isMemberSomewhere(member)
        ? denied("Member does not belong to this organization")
        : denied("Member does not exist");
  }

  private Access checkState(Organisation organisation, String member) {
    if (!organisation.active()) {
      return denied("Organization is not active");
    }
    var rules = organisation.rules();
    return rules == null
        ? denied("Organization has no CRM settings configured")
        : new Access.Granted(organisation, rules, member);
  }

  private Optional<Organisation> organisation(@Nullable Object id) {
    return settings.organisations().stream().filter(one -> one.id().equals(id)).findFirst();
  }

  private boolean isMemberSomewhere(String member) {
    return settings.organisations().stream().anyMatch(one -> one.members().contains(member));
  }

  private static Access denied(String sentence) {
    return new Access.Denied(List.of(sentence));
  }
}
