package io.leadline.journal;

import io.leadline.event.Bytes;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Files that are to become the next version.
 *
 * @param files mappings, what is for all of them, cases, and what these name; by name
 * @param hash of the texts that decide
 * @param backTo the earlier version that they are of; null where they come from a folder
 * @param onto the version that must be current still, 0 for none at all; null where any may be
 */
public record Publication(
    Map<String, Bytes> files,
    String hash,
    String note,
    @Nullable Integer backTo,
    @Nullable Integer onto) {
  public Publication {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }
}
