package io.leadline.crm;

import io.leadline.event.Reason;
import java.util.Optional;

/** Whether an account works, from its reply to the {@link ForcedError}. */
public sealed interface Diagnosis {
  /**
   * Key, organisation and member are accepted.
   *
   * @param fieldMap the organisation's fields as JSON, for {@link Catalogue#refreshedBy}; nothing
   *     where the CRM sent none
   */
  record Healthy(Optional<String> fieldMap) implements Diagnosis {}

  /** The CRM refuses the account: nothing can be delivered. */
  record AtFault(Reason reason) implements Diagnosis {}

  /** Neither: not reached, busy, or an answer that says nothing. Ask again later. */
  record Unclear(Reason reason) implements Diagnosis {}
}
