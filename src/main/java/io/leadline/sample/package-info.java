/** Bodies as form tools send them, tried without a server: for new hooks, previews and cases. */
@NullMarked
package io.leadline.sample;

import org.jspecify.annotations.NullMarked;
