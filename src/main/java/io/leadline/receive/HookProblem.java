package io.leadline.receive;

/**
 * Something wrong in a hook's route file.
 *
 * @param file as {@code routes/hook-typeform.camel.yaml}
 * @param line from 1; 0 where it is about the file or the folder as a whole
 * @param column from 1; 0 as above
 * @param message what, which and how to mend it
 */
public record HookProblem(String file, int line, int column, String message) {

  /** {@code routes/hook-typeform.camel.yaml:17:27: 'typefrom' is not …}. */
  @Override
  public String toString() {
    return file + (line == 0 ? "" : ":" + line + ":" + column) + ": " + message;
  }
}
