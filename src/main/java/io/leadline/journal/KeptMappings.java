package io.leadline.journal;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that decided a mapping set: who has it can make the set again.
 *
 * @param hash the set's name, which its events have
 * @param engine the version of what made calls of it
 * @param mode of the connection, as {@code B2B}
 * @param files the texts that count, by file name
 * @param fields the CRM's fields as they were known, as JSON
 * @param firstUsed when it came into force first
 */
public record KeptMappings(
    String hash,
    String engine,
    String mode,
    Map<String, String> files,
    String fields,
    Instant firstUsed) {
  public KeptMappings {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }
}
