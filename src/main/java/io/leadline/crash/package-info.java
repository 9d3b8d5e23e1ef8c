/**
 * Ends the process at a named point, so that a proof can show what a crash there leaves behind.
 * Nothing of it is in the way unless {@code LEADLINE_CRASH_AT} is set.
 */
@NullMarked
package io.leadline.crash;

import org.jspecify.annotations.NullMarked;
