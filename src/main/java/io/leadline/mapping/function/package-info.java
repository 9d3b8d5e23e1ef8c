/** The functions of mapping files, one file each, with the examples that tests and docs run. */
@NullMarked
package io.leadline.mapping.function;

import org.jspecify.annotations.NullMarked;
