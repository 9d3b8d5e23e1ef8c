package io.leadline.prove;

import java.util.List;
import java.util.Map;

/**
 * What the comparison says.
 *
 * @param acknowledged submissions that are for the CRM
 * @param delivered those of them that it holds
 * @param kept the other submissions, by what has become of them
 * @param refused events that died of what the CRM said, and were replayed
 * @param losses one sentence for each acknowledged submission that is not where it must be
 * @param duplicateProfiles profiles beyond the first of a submission
 * @param compared contacts whose content could be compared with what was sent last
 * @param cut calls that the CRM took and whose answer the server cannot have recorded
 * @param problems whatever else must not be
 */
record Verdict(
    int acknowledged,
    int delivered,
    Map<String, Integer> kept,
    int refused,
    List<String> losses,
    int duplicateProfiles,
    int compared,
    long cut,
    List<String> problems) {}
