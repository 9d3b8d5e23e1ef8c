/** What is known of the forms behind the hooks: their questions, and how those change. */
@NullMarked
package io.leadline.form;

import org.jspecify.annotations.NullMarked;
