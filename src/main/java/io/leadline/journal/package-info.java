/** The durable record: queue, history and dedupe are the same rows. */
@NullMarked
package io.leadline.journal;

import org.jspecify.annotations.NullMarked;
