package io.leadline.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Serve with a stand-in CRM inside and a form tool that sends a few submissions.")
final class DemoCommand implements Callable<Integer> {
  private final Program program;

  DemoCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    return program.demo().run(program.environment());
  }
}
