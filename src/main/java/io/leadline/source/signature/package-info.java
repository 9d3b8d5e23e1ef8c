/** The signature schemes that form tools use. */
@NullMarked
package io.leadline.source.signature;

import org.jspecify.annotations.NullMarked;
