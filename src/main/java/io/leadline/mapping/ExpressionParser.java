package io.leadline.mapping;

import com.jayway.jsonpath.InvalidPathException;
import io.leadline.event.Submission;
import io.leadline.mapping.Pipeline.Part;
import io.leadline.mapping.function.Functions;
import io.leadline.mapping.function.MappingFunction;
import io.leadline.mapping.yaml.Problems;
import io.leadline.mapping.yaml.Spot;
import io.leadline.mapping.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code $.q.email | trim | default('none')} to an {@link Expression}. */
final class ExpressionParser {
  private static final List<String> ROOTS =
      Stream.concat(Submission.PARTS.stream(), Stream.of("q")).toList();
  private static final Pattern CALL =
      Pattern.compile("([\\p{L}_][\\p{L}\\p{N}_-]*)\\s*(?:\\((.*)\\))?", Pattern.DOTALL);
  private static final int MAX_STEPS = 30;

  private final Map<String, Question> questions;
  private final Problems problems;

  ExpressionParser(Map<String, Question> questions, Problems problems) {
    this.questions = questions;
    this.problems = problems;
  }

  static boolean isExpression(String text) {
    return text.startsWith("$.") || text.startsWith("$[");
  }

  @Nullable Expression parse(YamlNode.Scalar scalar) {
    return parse(scalar, new Part(scalar.text(), 0).stripped());
  }

  /** A part of a text, as between the braces of a template. Null where it is wrong. */
  @Nullable Expression parse(YamlNode.Scalar scalar, Part part) {
    List<Part> parts = Pipeline.split(part.text(), part.offset(), '|');
    Path path = path(scalar, parts.get(0));
    List<Step> steps = steps(scalar, parts.subList(1, parts.size()));
    if (path == null || steps.size() < parts.size() - 1) {
      return null;
    }
    String root = Path.name(path.toString(), 0);
    String name = Path.name(path.toString(), 1);
    boolean answer = "answers".equals(root) || "labels".equals(root);
    return new Expression(
        part.text(),
        path,
        steps,
        "q".equals(root) ? name : null,
        answer ? name : null,
        scalar.spotAt(part.offset()));
  }

  private @Nullable Path path(YamlNode.Scalar scalar, Part part) {
    Spot spot = scalar.spotAt(part.offset());
    try {
      Path path = Path.compile(part.text());
      return knows(path, spot) ? path : null;
    } catch (InvalidPathException e) {
      problems.error(
          spot, "'" + part.text() + "' is not a path: " + hint(part.text(), e.getMessage()));
      return null;
    }
  }

  private static String hint(String path, @Nullable String why) {
    boolean spaced = path.matches("\\$(\\.\\w+)+ .*|\\$\\.\\w+\\..* .*");
    return spaced && !path.contains("[")
        ? "a name with spaces goes in brackets, as $.labels['Your name']"
        : String.valueOf(why);
  }

  private boolean knows(Path path, Spot spot) {
    String root = Path.name(path.toString(), 0);
    if (root != null && !ROOTS.contains(root)) {
      String suggestion = Suggestion.among(root, ROOTS);
      String or = suggestion.isEmpty() ? "; it has: " + String.join(", ", ROOTS) : suggestion;
      problems.error(spot, "'" + root + "' is not a part of a submission" + or);
      return false;
    }
    String name = "q".equals(root) ? Path.name(path.toString(), 1) : null;
    if (name != null && !questions.containsKey(name)) {
      problems.error(
          spot,
          "'" + name + "' is not under 'questions:'" + Suggestion.among(name, questions.keySet()));
      return false;
    }
    return true;
  }

  private List<Step> steps(YamlNode.Scalar scalar, List<Part> calls) {
    List<Step> steps = new ArrayList<>();
    if (calls.size() > MAX_STEPS) {
      problems.error(scalar.spot(), "more than " + MAX_STEPS + " functions in one line");
      return steps;
    }
    for (Part call : calls) {
      Step step = step(call, scalar.spotAt(call.offset()));
      if (step != null) {
        steps.add(step);
      }
    }
    return steps;
  }

  private @Nullable Step step(Part call, Spot spot) {
    Matcher matcher = CALL.matcher(call.text());
    if (!matcher.matches()) {
      problems.error(
          spot,
          call.text().isEmpty()
              ? "a function is expected after '|'"
              : "'" + call.text() + "' is not a function; write it as name or name('argument')");
      return null;
    }
    Optional<MappingFunction> function = Functions.find(matcher.group(1));
    if (function.isEmpty()) {
      List<String> names = Functions.BUILT_IN.stream().map(MappingFunction::name).toList();
      problems.error(
          spot,
          "unknown function '" + matcher.group(1) + "'" + suggestion(matcher.group(1), names));
      return null;
    }
    return step(function.get(), matcher.group(2), spot);
  }

  private static String suggestion(String written, List<String> names) {
    Map<String, String> called =
        Map.of(
            "lowercase", "lower",
            "tolower", "lower",
            "uppercase", "upper",
            "toupper", "upper",
            "strip", "trim",
            "negate", "not",
            "boolean", "bool",
            "or", "default");
    String known = called.get(written.toLowerCase(java.util.Locale.ROOT));
    return known != null && names.contains(known)
        ? "; did you mean '" + known + "'?"
        : Suggestion.among(written, names);
  }

  private @Nullable Step step(MappingFunction function, @Nullable String brackets, Spot spot) {
    List<String> arguments = new ArrayList<>();
    if (brackets != null && !brackets.isBlank()) {
      for (Part part : Pipeline.split(brackets, 0, ',')) {
        String argument = Pipeline.unquoted(part.text());
        if (argument == null) {
          problems.error(
              spot, "a quote in the brackets of '" + function.name() + "' is not closed");
          return null;
        }
        arguments.add(argument);
      }
    }
    String wrong = wrongArguments(function, arguments);
    if (wrong != null) {
      problems.error(spot, wrong);
      return null;
    }
    return new Step(function, List.copyOf(arguments));
  }

  private static @Nullable String wrongArguments(MappingFunction function, List<String> arguments) {
    List<MappingFunction.Parameter> parameters = function.parameters();
    if (arguments.size() > parameters.size()) {
      return "'" + function.name() + "' takes " + takes(parameters.size());
    }
    for (int i = arguments.size(); i < parameters.size(); i++) {
      if (parameters.get(i).required()) {
        return "'"
            + function.name()
            + "' needs its "
            + parameters.get(i).name()
            + " in brackets: "
            + function.name()
            + "('…')";
      }
    }
    String why = function.refuse(arguments);
    return why == null
        ? null
        : function.name() + "('" + String.join("', '", arguments) + "'): " + why;
  }

  private static String takes(int count) {
    return switch (count) {
      case 0 -> "nothing in brackets";
      case 1 -> "one argument at most";
      default -> count + " arguments at most";
    };
  }
}
