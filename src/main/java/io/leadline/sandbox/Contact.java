package io.leadline.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A contact as the sandbox holds it.
 *
 * @param email as last sent; contacts are matched without regard to case
 * @param entityId null in B2C mode
 * @param fields the contact's own fields by their names in the request, custom ones included
 * @param entityFields the same of its entity; empty in B2C mode
 * @param profiles in the order in which they were added
 * @param createCalls how many createContact calls were committed for it
 */
public record Contact(
    String contactId,
    String orgId,
    String email,
    String owner,
    String stageId,
    @Nullable String entityId,
    @Nullable String entityName,
    Map<String, Object> fields,
    Map<String, Object> entityFields,
    List<Profile> profiles,
    Instant createdAt,
    Instant updatedAt,
    int createCalls) {

  Contact plus(Profile profile) {
    var longer = new ArrayList<>(profiles);
    longer.add(profile);
    return new Contact(
        contactId,
        orgId,
        email,
        owner,
        stageId,
        entityId,
        entityName,
        fields,
        entityFields,
        List.copyOf(longer),
        createdAt,
        profile.createdAt(),
        createCalls);
  }

  Contact joinedWith(@Nullable Entity entity) {
    return new Contact(
        contactId,
        orgId,
        email,
        owner,
        stageId,
        entityId,
        entity == null ? null : entity.name(),
        fields,
        entity == null ? Map.of() : entity.fields(),
        profiles,
        createdAt,
        updatedAt,
        createCalls);
  }
}
