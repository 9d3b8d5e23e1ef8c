package io.leadline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** As the packed jar: a Leadline that is asked by {@code -Djarmode=tools} to unpack itself. */
final class UnpackingLeadline {
  private UnpackingLeadline() {}

  public static void main(String[] arguments) throws IOException {
    if ("tools".equals(System.getProperty("jarmode"))) {
      unpack(Path.of(System.getProperty("java.class.path")), Path.of(arguments[2]));
    } else {
      Leadline.main(arguments);
    }
  }

  private static void unpack(Path jar, Path folder) throws IOException {
    Files.copy(jar, folder.resolve("leadline.jar"));
    Files.createFile(Files.createDirectory(folder.resolve("lib")).resolve("nothing.jar"));
  }
}
