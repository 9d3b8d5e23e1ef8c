/**
 * The files of a mappings folder as text: YAML 1.2 with the place of every piece, and what is wrong
 * with it in the words of someone who does not know YAML. Knows nothing of mappings.
 */
@NullMarked
package io.leadline.mapping.yaml;

import org.jspecify.annotations.NullMarked;
