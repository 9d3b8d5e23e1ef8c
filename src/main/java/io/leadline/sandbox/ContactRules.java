package io.leadline.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What createContact demands of its fields (crm-api/createContact): those required in the mode, the
 * types of the field map, and the values that must match the organisation's settings. All that is
 * wrong is said at once. {@code null} counts as not given, and so does blank text where a value is
 * required or must match.
 */
final class ContactRules {
  private static final List<String> ROLE_LABELS =
      List.of("Decision Maker", "Supporter", "Influencer", "Other");

  private final Organisation organisation;
  private final CrmRules rules;
  private final FieldMap fieldMap;

  ContactRules(Organisation organisation, CrmRules rules, FieldMap fieldMap) {
    this.organisation = organisation;
    this.rules = rules;
    this.fieldMap = fieldMap;
  }

  List<String> complaintsAbout(Map<String, @Nullable Object> request) {
    var complaints = new ArrayList<String>();
    requireFields(request, complaints);
    checkTypes(request, complaints);
    matchSettings(request, complaints);
    checkScore(request, complaints);
    return complaints;
  }

  private void requireFields(Map<String, @Nullable Object> request, List<String> complaints) {
    for (var field : fieldMap.fields()) {
      if (mustBeGiven(field) && Credentials.isBlank(request.get(field.name()))) {
        complaints.add(Credentials.isMissing(field.name()));
      }
    }
  }

  /** The stage is listed as required, and assigned when it is not given: both are documented. */
  private static boolean mustBeGiven(Field field) {
    return field.required() && !field.name().equals("contact_stage_id");
  }

  private void checkTypes(Map<String, @Nullable Object> request, List<String> complaints) {
    for (var field : fieldMap.fields()) {
      var value = request.get(field.name());
      if (value != null && !field.type().accepts(value)) {
        complaints.add("Field %s must be %s".formatted(field.name(), field.type().demand()));
      }
    }
  }

  private void matchSettings(Map<String, @Nullable Object> request, List<String> complaints) {
    match("contact_status", rules.contactStatuses(), request, complaints);
    match("contact_source", rules.contactSources(), request, complaints);
    match("contact_role_label", ROLE_LABELS, request, complaints);
    match("entity_label", rules.entityLabels(), request, complaints);
    match("entity_status", rules.entityStatuses(), request, complaints);
    match("contact_stage_id", stageIds(), request, complaints);
    if (isGivenOutside("contact_owner", organisation.members(), request)) {
      complaints.add("Field contact_owner must be a member of the organization");
    }
  }

  private void match(
      String name,
      List<String> allowed,
      Map<String, @Nullable Object> request,
      List<String> complaints) {
    if (fieldMap.knows(name) && isGivenOutside(name, allowed, request)) {
      complaints.add("Field %s must be one of: %s".formatted(name, String.join(", ", allowed)));
    }
  }

  private static boolean isGivenOutside(
      String name, List<String> allowed, Map<String, @Nullable Object> request) {
    return request.get(name) instanceof String text && !text.isBlank() && !allowed.contains(text);
  }

  private List<String> stageIds() {
    return rules.stages().stream().map(Stage::id).toList();
  }

  private void checkScore(Map<String, @Nullable Object> request, List<String> complaints) {
    if (fieldMap.knows("entity_score")
        && request.get("entity_score") instanceof Number score
        && !(score.doubleValue() >= 0 && score.doubleValue() <= 100)) {
      complaints.add("Field entity_score must be between 0 and 100");
    }
  }
}
