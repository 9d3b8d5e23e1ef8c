@NullMarked
package io.leadline.prove;

import org.jspecify.annotations.NullMarked;
