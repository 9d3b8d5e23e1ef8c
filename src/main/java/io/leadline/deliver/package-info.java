/** Prepare and send: from a stored event to calls, from calls to an outcome. */
@NullMarked
package io.leadline.deliver;

import org.jspecify.annotations.NullMarked;
