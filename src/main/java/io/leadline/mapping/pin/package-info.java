/**
 * Cases made of real submissions: personal data replaced, and what a mapping makes of it the same.
 */
@NullMarked
package io.leadline.mapping.pin;

import org.jspecify.annotations.NullMarked;
