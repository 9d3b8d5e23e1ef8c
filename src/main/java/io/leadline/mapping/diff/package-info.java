/** What an edit of the mapping files changes for submissions that are known. */
@NullMarked
package io.leadline.mapping.diff;

import org.jspecify.annotations.NullMarked;
