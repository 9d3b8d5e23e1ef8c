/** The commands of ./leadline. */
@NullMarked
package io.leadline.cli;

import org.jspecify.annotations.NullMarked;
