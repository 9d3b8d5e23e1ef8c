/**
 * The cases beside the mappings ({@code NAME.cases.yaml}): read, run, and compared with what they
 * expect.
 */
@NullMarked
package io.leadline.mapping.cases;

import org.jspecify.annotations.NullMarked;
