package io.leadline.sandbox;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A createContact that has passed every rule.
 *
 * @param stageId null where none was given
 * @param owner null where none was given
 * @param entityName null in B2C mode
 */
record ContactDraft(
    String orgId,
    String memberId,
    String email,
    @Nullable String stageId,
    @Nullable String owner,
    @Nullable String entityName,
    Map<String, Object> fields,
    Map<String, Object> entityFields,
    String firstStageId) {}
