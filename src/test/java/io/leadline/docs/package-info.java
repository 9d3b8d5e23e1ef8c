/** Holds README.md and docs/ to the program: what they say is run, compiled or compared. */
@NullMarked
package io.leadline.docs;

import org.jspecify.annotations.NullMarked;
