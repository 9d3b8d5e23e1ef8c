package io.leadline.journal;

import java.time.Instant;

/**
 * The field map of a connection.
 *
 * @param json an object, as the CRM sent it
 * @param at when the CRM last said so
 */
public record KeptFieldMap(String json, Instant at) {}
