/** What the operator sets in the environment, read once and checked before anything starts. */
@NullMarked
package io.leadline.settings;

import org.jspecify.annotations.NullMarked;
