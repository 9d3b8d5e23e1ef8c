/**
 * What a form tool says of itself: how a request proves that it comes from it, what is in it, what
 * must be asked for, what its form asks. Pure, with all below: no Spring, no Camel, no I/O, no
 * clock.
 */
@NullMarked
package io.leadline.source;

import org.jspecify.annotations.NullMarked;
