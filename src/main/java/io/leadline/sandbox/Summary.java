package io.leadline.sandbox;

import java.util.Map;

/**
 * The sandbox in numbers, since it started or was told to forget.
 *
 * @param calls CRM calls that arrived
 * @param underWay CRM calls not answered yet
 * @param callsByOutcome by the call's name, then by outcome ({@code accepted}, {@code refused},
 *     {@code faulted})
 * @param faultsByKind calls whose answer a fault decided
 * @param maxConcurrentCalls the most CRM calls ever under way together
 * @param overlaps calls about a person while another about the same person was under way
 * @param overlapsWithHeld the same, where the other was held by a hang or trickle
 * @param hubspotReads HubSpot reads that arrived
 */
public record Summary(
    long contacts,
    long entities,
    long profiles,
    long calls,
    long underWay,
    Map<String, Map<String, Long>> callsByOutcome,
    Map<String, Long> faultsByKind,
    int maxConcurrentCalls,
    long overlaps,
    long overlapsWithHeld,
    long hubspotReads) {

  /** How many calls of this kind ended so. */
  public long calls(Operation call, CallOutcome outcome) {
    return callsByOutcome.getOrDefault(call.word(), Map.of()).getOrDefault(outcome.word(), 0L);
  }
}
