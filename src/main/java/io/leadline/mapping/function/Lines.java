package io.leadline.mapping.function;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The lists in {@code resources/mapping}: one entry a line, {@code #} begins a comment line. */
final class Lines {
  private Lines() {}

  static List<String> of(String file) {
    try (InputStream list = Lines.class.getResourceAsStream("/mapping/" + file)) {
      if (list == null) {
        throw new IllegalStateException("internal error: mapping/" + file + " is not in the jar");
      }
      var reader = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8));
      return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("internal error: cannot read mapping/" + file, e);
    }
  }
}
