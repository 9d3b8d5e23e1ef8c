/** The Camel side: what routes/ names, the workers' consumers, the order of start and stop. */
@NullMarked
package io.leadline.flow;

import org.jspecify.annotations.NullMarked;
