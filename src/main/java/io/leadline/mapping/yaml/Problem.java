package io.leadline.mapping.yaml;

/**
 * Something wrong in a mapping file.
 *
 * @param line from 1; 0 where it is about the file as a whole
 * @param column from 1; 0 as above
 * @param message what, which and how to mend it
 */
public record Problem(String file, int line, int column, Severity severity, String message) {
  public enum Severity {
    ERROR,
    WARNING
  }

  /**
   * {@code mappings/demo.yaml:19:3: 'frist_name' is not …}; without positions where it has none.
   */
  @Override
  public String toString() {
    return at("mappings/" + file);
  }

  /** The same of a file that lies elsewhere. */
  public String at(String path) {
    String position = line == 0 ? "" : ":" + line + ":" + column;
    return path + position + ": " + message;
  }
}
