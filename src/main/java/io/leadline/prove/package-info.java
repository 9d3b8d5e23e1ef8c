/**
 * {@code ./leadline prove}: load, kills and CRM faults against a server of this machine, and at the
 * end a comparison of what was acknowledged with what the CRM holds.
 *
 * <p>Begin at {@link io.leadline.prove.Proof}. It knows the journal and the sandbox, and nothing of
 * what it judges: a proof that shares code with the accused shares its errors.
 */
@NullMarked
package io.leadline.prove;

import org.jspecify.annotations.NullMarked;
