package io.leadline.cli;

import io.leadline.journal.MappingVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How versions of the mappings folder are told. */
final class VersionTexts {
  static final String NOTHING_PUBLISHED =
      "nothing is published yet: ./leadline mappings push publishes the mappings folder";

  /** As much of a hash as people compare. */
  private static final int SHOWN = 12;

  private VersionTexts() {}

  static List<String> lines(List<MappingVersion> newestFirst) {
    return Stream.concat(
            newestFirst.stream().limit(1).map(version -> line(version, "  current")),
            newestFirst.stream().skip(1).map(version -> line(version, "")))
        .toList();
  }

  private static String line(MappingVersion version, String current) {
    String line =
        "%5d  %s  %s  %s%s%s%s"
            .formatted(
                version.number(),
                version.publishedAt(),
                version.hash().substring(0, Math.min(SHOWN, version.hash().length())),
                files(version.files()),
                current,
                version.backTo() == null ? "" : "  back to " + version.backTo(),
                version.note().isEmpty() ? "" : "  " + version.note());
    return Printable.line(line);
  }

  static String published(MappingVersion version) {
    return "version %d is current now: %s".formatted(version.number(), files(version.files()));
  }

  static String files(int count) {
    return count == 1 ? "1 file" : count + " files";
  }

  static Map<String, @Nullable Object> document(MappingVersion version, boolean current) {
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put("version", version.number());
    document.put("current", current);
    document.put("published_at", version.publishedAt().toString());
    document.put("hash", version.hash());
    document.put("files", version.files());
    document.put("back_to", version.backTo());
    document.put("note", version.note());
    return document;
  }
}
