package io.leadline.mapping.function;

import io.leadline.event.Documents;
import io.leadline.event.Documents.NotJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

/**
 * A table of cases beside the tests: {@code what | input | output}. A cell that begins with a
 * bracket, a brace or a quotation mark is JSON, an empty one is nothing, else it is text; an output
 * that begins with {@code !} is the reason of an Unfit.
 */
public final class CaseFile {
  private CaseFile() {}

  public static Stream<Arguments> rows(String resource) {
    return text(resource)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split(" \\| ?", 3))
        .map(cells -> Arguments.of(cells[0].strip(), cells[1].strip(), cells[2].strip()));
  }

  public static @Nullable Object document(String cell) {
    try {
      return cell.isEmpty() ? null : cell.matches("(?s)[\\[{\"].*|#.*") ? json(cell) : cell;
    } catch (NotJson e) {
      throw new IllegalArgumentException("in a case file: " + cell, e);
    }
  }

  /** {@code #7} is a number and {@code #true} a boolean. */
  private static @Nullable Object json(String cell) throws NotJson {
    return Documents.read(cell.startsWith("#") ? cell.substring(1) : cell);
  }

  private static String text(String resource) {
    try (InputStream file = CaseFile.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(file, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(resource, e);
    }
  }
}
