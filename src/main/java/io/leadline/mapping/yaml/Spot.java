package io.leadline.mapping.yaml;

/**
 * A place in a mapping file.
 *
 * @param line from 1; 0 for the file as a whole
 * @param column from 1, in characters; 0 as above
 */
public record Spot(String file, int line, int column) {

  public static Spot wholeFile(String file) {
    return new Spot(file, 0, 0);
  }

  /** {@code file.yaml:19}, as warnings and dead letters print it. */
  public String where() {
    return line == 0 ? file : file + ":" + line;
  }
}
