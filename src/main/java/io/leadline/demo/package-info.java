/** A form tool that sends real-shaped submissions, for {@code ./leadline demo}. */
@NullMarked
package io.leadline.demo;

import org.jspecify.annotations.NullMarked;
