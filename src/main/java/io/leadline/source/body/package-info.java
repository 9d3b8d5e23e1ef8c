/** What came in a request, read without trust: JSON, form fields, parts; then answers and keys. */
@NullMarked
package io.leadline.source.body;

import org.jspecify.annotations.NullMarked;
