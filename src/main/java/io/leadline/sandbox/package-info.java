/** A stand-in CRM over real HTTP, faithful to the two documented calls, with faults on request. */
@NullMarked
package io.leadline.sandbox;

import org.jspecify.annotations.NullMarked;
