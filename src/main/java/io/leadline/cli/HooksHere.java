package io.leadline.cli;

import io.leadline.receive.HookFiles;
import io.leadline.receive.HookProblem;
import io.leadline.receive.Hooks;
import io.leadline.settings.Settings;
import io.leadline.settings.UnfitSettings;
import io.leadline.source.tool.Sources;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The hooks as they are now: their route files, and the secrets in the command's environment. */
final class HooksHere {
  private HooksHere() {}

  /**
   * @throws UnfitSettings with everything that is wrong with the route files
   */
  static Hooks read(Program program) {
    var found = found(program);
    if (!found.problems().isEmpty()) {
      throw new UnfitSettings(said(found.problems()));
    }
    return Hooks.of(found.hooks());
  }

  /** The same without the hooks whose route files are wrong. */
  static Hooks thatAreWhole(Program program) {
    return Hooks.of(found(program).hooks());
  }

  /** The same for who may ask about none, or about many: read when first asked, and once. */
  static Supplier<Hooks> whenAsked(Program program) {
    return new Supplier<>() {
      private @Nullable Hooks read;

      @Override
      public Hooks get() {
        Hooks known = read == null ? thatAreWhole(program) : read;
        read = known;
        return known;
      }
    };
  }

  private static HookFiles.Found found(Program program) {
    return new HookFiles(Sources.BUILT_IN, program.environment())
        .read(Settings.routes(program.environment()));
  }

  private static List<String> said(List<HookProblem> problems) {
    return Stream.concat(
            Stream.of("the route files are refused, here and where Leadline starts:"),
            problems.stream().map(problem -> "  " + problem))
        .toList();
  }
}
