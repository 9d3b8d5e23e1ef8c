package io.leadline.sandbox;

import java.util.List;

/**
 * What an organisation has configured for its CRM, and createContact must match.
 *
 * @param b2c true for B2C mode, where entity fields do not exist
 * @param stages the pipeline in order; the first is given to a contact that names none
 */
public record CrmRules(
    boolean b2c,
    List<String> contactStatuses,
    List<String> contactSources,
    List<String> entityLabels,
    List<String> entityStatuses,
    List<Stage> stages,
    List<CustomField> customFields) {

  /** Refuses a pipeline without stages: a contact without a stage cannot be stored. */
  public CrmRules {
    contactStatuses = List.copyOf(contactStatuses);
    contactSources = List.copyOf(contactSources);
    entityLabels = List.copyOf(entityLabels);
    entityStatuses = List.copyOf(entityStatuses);
    stages = List.copyOf(stages);
    customFields = List.copyOf(customFields);
    if (stages.isEmpty()) {
      throw new IllegalArgumentException(
          "a pipeline needs at least one stage: give CrmRules one or more stages");
    }
  }

  /** The same rules in the other mode. */
  public CrmRules withB2c(boolean isB2c) {
    return new CrmRules(
        isB2c, contactStatuses, contactSources, entityLabels, entityStatuses, stages, customFields);
  }

  /** The same rules with these custom fields in place of the present ones. */
  public CrmRules withCustomFields(List<CustomField> fields) {
    return new CrmRules(
        b2c, contactStatuses, contactSources, entityLabels, entityStatuses, stages, fields);
  }
}
