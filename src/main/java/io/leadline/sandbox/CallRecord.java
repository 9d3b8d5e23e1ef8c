package io.leadline.sandbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call as the sandbox saw it, in order of arrival.
 *
 * @param endedAt null while under way; taken just before the answer leaves
 * @param httpStatus null while under way, and where the connection was cut
 * @param status {@code success} or {@code error} in the reply; null where it has no such word
 * @param email the e-mail sent, or that of the contact named; null if neither is known
 * @param contactId the contact sent, or made or updated by this call; null if none
 * @param profileId the profile stored; null if none
 * @param apiKey masked
 * @param fault what decided the answer; null unless {@code FAULTED}
 * @param committed whether the effect was stored, whatever the answer said
 * @param overlap whether another call about the same person was under way at the same time
 * @param overlapWithHeld the same for a call that a hang or trickle held: its client may have gone
 *     away long before, which the sandbox cannot see
 * @param sentences why it was refused
 * @param ignoredFields names in the request that the CRM does not know
 */
public record CallRecord(
    long seq,
    Operation call,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Integer httpStatus,
    @Nullable String status,
    @Nullable String orgId,
    @Nullable String memberId,
    @Nullable String email,
    @Nullable String contactId,
    @Nullable Long profileId,
    String apiKey,
    CallOutcome outcome,
    @Nullable FaultKind fault,
    boolean committed,
    boolean overlap,
    boolean overlapWithHeld,
    List<String> sentences,
    List<String> ignoredFields) {}
