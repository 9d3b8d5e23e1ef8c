/**
 * A stand-in CRM over real HTTP, faithful to the two documented calls, with faults on request.
 *
 * <p>Begin at {@link io.leadline.sandbox.SandboxCrm}. What the documents say (crm-api/
 * createContact, crm-api/addProfileToContact) is kept word for word; where they are silent, the
 * choice is ours and says so: the HTTP status of an error reply, the sentences about credentials
 * and values, every {@code internal_field} but the two shown, and what an update leaves alone.
 *
 * <p>It imports nothing else of ours: a stand-in that shares our code shares the bug that it should
 * catch.
 */
@NullMarked
package io.leadline.sandbox;

import org.jspecify.annotations.NullMarked;
