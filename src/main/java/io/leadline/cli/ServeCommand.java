package io.leadline.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Take webhooks and deliver them, from routes/ and mappings/ of this folder.")
final class ServeCommand implements Callable<Integer> {
  private final Program program;

  ServeCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    return program.serve().run(program.environment());
  }
}
