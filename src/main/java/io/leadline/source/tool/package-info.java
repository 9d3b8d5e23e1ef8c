/** The form tools, a file each. Beside them the list is all that a new one touches. */
@NullMarked
package io.leadline.source.tool;

import org.jspecify.annotations.NullMarked;
