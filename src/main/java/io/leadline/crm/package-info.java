/**
 * The CRM's two calls on the wire, its documented fields, and what each reply means.
 *
 * <p>Pure: no I/O, no clock, no framework. {@link io.leadline.crm.ConnectionSettings} reads the
 * accounts, {@link io.leadline.crm.Requests} makes what is sent, {@link io.leadline.crm.Replies}
 * says what a {@link io.leadline.crm.Reply} means, {@link io.leadline.crm.Catalogue} knows the
 * fields, {@link io.leadline.crm.ForcedError} asks whether an account works without creating
 * anything.
 */
@NullMarked
package io.leadline.crm;

import org.jspecify.annotations.NullMarked;
