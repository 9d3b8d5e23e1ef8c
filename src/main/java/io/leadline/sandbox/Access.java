package io.leadline.sandbox;

import java.util.List;

/** Whether a call's credentials open the door. */
sealed interface Access {
  /** They do: the organisation, its rules, and the member who asks. */
  record Granted(Organisation organisation, CrmRules rules, String memberId) implements Access {}

  /** They do not: a sentence for each reason. */
  record Denied(List<String> sentences) implements Access {}
}
