/**
 * The HTTP door: gate, limits, verify, append, answer. A webhook is answered before it is
 * understood.
 */
@NullMarked
package io.leadline.receive;

import org.jspecify.annotations.NullMarked;
