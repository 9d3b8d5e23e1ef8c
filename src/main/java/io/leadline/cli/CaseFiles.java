package io.leadline.cli;

import io.leadline.deliver.PublishedTexts;
import io.leadline.event.Bytes;
import io.leadline.event.HookName;
import io.leadline.event.Submission;
import io.leadline.mapping.cases.MappingCases.CannotRead;
import io.leadline.mapping.cases.MappingCases.SubmissionReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the requests of cases, and notes which files they name: those belong to the mappings. */
final class CaseFiles implements SubmissionReader {
  private final Path folder;
  private final SubmissionReader reader;
  private final TreeSet<String> named = new TreeSet<>();

  CaseFiles(Path folder, SubmissionReader reader) {
    this.folder = folder;
    this.reader = reader;
  }

  @Override
  public Submission read(HookName hook, Map<String, @Nullable Object> request) throws CannotRead {
    if (request.get("file") != null) {
      named.add(String.valueOf(request.get("file")));
    }
    return reader.read(hook, request);
  }

  /**
   * The files that were named, as they are now.
   *
   * @throws IllegalArgumentException where one lies outside the folder
   */
  Map<String, Bytes> all() {
    var files = new TreeMap<String, Bytes>();
    for (String name : named) {
      files.put(PublishedTexts.nameOf(name), content(name));
    }
    return files;
  }

  private Bytes content(String name) {
    try {
      return Bytes.of(Files.readAllBytes(Within.folder(folder, name)));
    } catch (IOException e) {
      throw new UncheckedIOException("the file '" + name + "' of a case cannot be read", e);
    }
  }
}
