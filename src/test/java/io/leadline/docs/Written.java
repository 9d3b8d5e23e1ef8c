package io.leadline.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page that is made from the code: {@code -Ddocs.write=true} writes it anew. */
final class Written {
  private Written() {}

  static void holds(String page, String made) {
    Path file = Path.of(page).toAbsolutePath();
    try {
      if (Boolean.getBoolean("docs.write")) {
        Files.writeString(file, made);
      }
      assertThat(Files.exists(file) ? Files.readString(file) : "")
          .as(
              "%s is stale: run mvn -o -Dfast test -Dtest='io.leadline.docs.*' -Ddocs.write=true,"
                  + " look at what changed, and commit it",
              page)
          .isEqualTo(made);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
