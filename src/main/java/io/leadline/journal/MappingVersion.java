package io.leadline.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One published state of the mappings folder.
 *
 * @param number from 1; the highest is current
 * @param hash of the texts that decide
 * @param note what whoever published it says of it; may be empty
 * @param backTo the earlier version that this one brought back; null where it came from a folder
 * @param files how many there are
 */
public record MappingVersion(
    int number,
    Instant publishedAt,
    String hash,
    String note,
    @Nullable Integer backTo,
    int files) {}
