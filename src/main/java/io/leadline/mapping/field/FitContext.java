package io.leadline.mapping.field;

import org.jspecify.annotations.Nullable;

/**
 * What other fields of the same contact say about this one.
 *
 * @param countryCode the contact's {@code country_code}, ISO 3166-1 alpha-2: whose phone numbers
 *     without country code are; null where it is not known
 */
public record FitContext(@Nullable String countryCode) {}
