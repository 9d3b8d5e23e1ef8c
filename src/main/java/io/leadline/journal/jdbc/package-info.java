/** The journal on a database; dialects override only what differs. */
@NullMarked
package io.leadline.journal.jdbc;

import org.jspecify.annotations.NullMarked;
