package io.leadline.journal;

import io.leadline.event.Bytes;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** A published state of the mappings folder with its files, by name. */
public record PublishedMappings(MappingVersion version, Map<String, Bytes> files) {
  public PublishedMappings {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }
}
