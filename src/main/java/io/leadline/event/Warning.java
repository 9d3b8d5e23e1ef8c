package io.leadline.event;

/**
 * A field that was left out because its value could not be made right, on an event that went on.
 *
 * @param field as in the CRM's documents
 * @param value what the submission held, shortened
 * @param where {@code file:line} of the mapping
 * @param why a sentence
 */
public record Warning(String field, String value, String where, String why) {}
