/** The CRM's two calls on the wire, its documented fields, and what each reply means. */
@NullMarked
package io.leadline.crm;

import org.jspecify.annotations.NullMarked;
