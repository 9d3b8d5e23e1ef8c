package io.leadline.event;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One CRM request, frozen when the event was prepared.
 *
 * @param body the documented fields without {@code api_key}, {@code org_id}, {@code member_id}; an
 *     addProfileToContact without {@code contact_id} gets the one that createContact of the same
 *     event gave
 * @param asMember the member id to call as, where it is not the connection's own
 * @param onlyNew fields of {@code body} that are not sent again for a person created before
 */
public record Call(
    CallKind kind,
    Map<String, @Nullable Object> body,
    @Nullable String asMember,
    List<String> onlyNew) {

  public Call(CallKind kind, Map<String, @Nullable Object> body) {
    this(kind, body, null, List.of());
  }

  /** Tells this call from the others of its event: SHA-256 of the body without credentials. */
  public String sha() {
    return Bytes.utf8(Documents.canonical(body)).sha256();
  }

  /** Kind only: the body is personal data. */
  @Override
  public String toString() {
    return kind.wireName();
  }
}
