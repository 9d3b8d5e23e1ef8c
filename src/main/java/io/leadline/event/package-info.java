/**
 * The words the rest of Leadline speaks: requests, events, submissions, calls, outcomes,
 * happenings.
 *
 * <p>Plain values without behaviour that needs anything else of ours. Documents (JSON, submissions,
 * call bodies) are plain Java values throughout: {@code Map<String, Object>} in order, {@code
 * List}, {@code String}, {@code Boolean}, {@code Integer | Long | BigInteger | BigDecimal}, {@code
 * null}.
 */
@NullMarked
package io.leadline.event;

import org.jspecify.annotations.NullMarked;
