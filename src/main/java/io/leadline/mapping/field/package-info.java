/**
 * What a mapping's value becomes in a field of the CRM. {@link FieldFit} is the one door; the kinds
 * of text (addresses, phone numbers, countries) are read as the functions of the same name read
 * them.
 */
@NullMarked
package io.leadline.mapping.field;

import org.jspecify.annotations.NullMarked;
