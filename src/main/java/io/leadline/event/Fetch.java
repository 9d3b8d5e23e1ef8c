package io.leadline.event;

import java.util.Map;

/**
 * What must be asked of the sender before an event can be read, as data: a GET with the hook's
 * token as bearer.
 *
 * @param path below the hook's base URL, beginning with {@code /}, already URL-encoded
 * @param query parameters, not yet URL-encoded
 */
public record Fetch(String path, Map<String, String> query) {}
