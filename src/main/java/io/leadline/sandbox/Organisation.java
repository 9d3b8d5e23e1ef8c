package io.leadline.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One organisation of the stand-in CRM.
 *
 * @param id a UUID, as documented
 * @param members UUIDs of its members
 * @param active calls to an inactive organisation are refused
 * @param rules null for an organisation without CRM settings, whose calls are refused
 */
public record Organisation(
    String id, List<String> members, boolean active, @Nullable CrmRules rules) {

  /** Copies the members. */
  public Organisation {
    members = List.copyOf(members);
  }

  /** An active organisation with these rules. */
  public static Organisation active(String id, List<String> members, CrmRules rules) {
    return new Organisation(id, members, true, rules);
  }
}
