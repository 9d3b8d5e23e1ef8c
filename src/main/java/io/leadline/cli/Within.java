package io.leadline.cli;

import java.nio.file.Path;

/** Files that must lie in a folder, whatever their name says. */
final class Within {
  private Within() {}

  /**
   * @throws IllegalArgumentException where the name leads out of the folder
   */
  static Path folder(Path folder, String name) {
    if (Path.of(name).isAbsolute()) {
      throw new IllegalArgumentException(
          "the file '"
              + name
              + "' is named by its whole path: name it as seen from '"
              + folder
              + "'");
    }
    Path root = folder.toAbsolutePath().normalize();
    Path file = root.resolve(name).normalize();
    if (!file.startsWith(root) || file.equals(root)) {
      throw new IllegalArgumentException(
          "the file '" + name + "' is outside the folder '" + folder + "': put it into it");
    }
    return file;
  }
}
