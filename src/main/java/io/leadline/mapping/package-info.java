/**
 * Mapping files: text to compiled mapping to calls and warnings, or problems with file:line:col.
 * Pure.
 */
@NullMarked
package io.leadline.mapping;

import org.jspecify.annotations.NullMarked;
