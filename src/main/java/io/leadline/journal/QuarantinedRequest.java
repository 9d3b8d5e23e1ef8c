package io.leadline.journal;

import io.leadline.event.Request;
import org.jspecify.annotations.Nullable;

/**
 * A request that did not verify.
 *
 * @param request as it is stored: credentials are masked
 * @param proof of the secret that came with it; null where none did, as with a signed one
 */
public record QuarantinedRequest(Quarantined line, Request request, @Nullable String proof) {}
