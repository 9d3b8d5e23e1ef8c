package io.leadline.journal;

import io.leadline.event.HookName;

/**
 * The balance of one hook: received = delivered + dead + ignored + discarded + pending.
 *
 * @param received events, counted where they are stored, independently of the rest
 * @param duplicates parts that were known already; beside the balance, as are the next two
 * @param rejected requests that were refused and not kept
 * @param quarantined requests that did not verify, ever
 * @param released requests of these that a person let in later
 */
public record LedgerLine(
    HookName hook,
    long received,
    long delivered,
    long dead,
    long ignored,
    long discarded,
    long pending,
    long duplicates,
    long rejected,
    long quarantined,
    long released) {

  public boolean balances() {
    return received == delivered + dead + ignored + discarded + pending;
  }
}
