/**
 * One file per form tool: verifies, identifies and reads. Pure: no Spring, no Camel, no I/O, no
 * clock.
 */
@NullMarked
package io.leadline.source;

import org.jspecify.annotations.NullMarked;
