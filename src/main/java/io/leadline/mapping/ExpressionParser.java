package io.leadline.mapping;

import io.leadline.event.Submission;
import io.leadline.mapping.PathText.NoPath;
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
  private static final Pattern WITHOUT_BRACKETS =
      Pattern.compile("([\\p{L}_][\\p{L}\\p{N}_-]*)\\s*:?\\s*('[^']*'|\"[^\"]*\"|\\d+)");
  private static final String TYPOGRAPHIC = "‘’“”„";
  private static final List<String> FORM = List.of("id", "title");
  private static final int MAX_STEPS = 30;

  private final Map<String, Question> questions;
  private final Problems problems;
  private int count;
  private int searches;

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
    if (!isRoomFor(parts.size(), scalar.spotAt(part.offset()))) {
      return null;
    }
    Path path = path(scalar, parts.get(0));
    List<Step> steps = steps(scalar, parts.subList(1, parts.size()));
    if (path == null || steps.size() < parts.size() - 1) {
      return null;
    }
    searches += path.searches() ? 1 : 0;
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

  /** How many of the paths so far may look through all of a submission. */
  int searches() {
    return searches;
  }

  /** Each is work for every event. Said once. */
  boolean isRoomFor(int more, Spot spot) {
    boolean hadRoom = count <= Limits.EXPRESSIONS;
    count += more;
    boolean full = count > Limits.EXPRESSIONS;
    if (full && hadRoom) {
      problems.error(
          spot,
          "more than "
              + Limits.EXPRESSIONS
              + " paths, functions and conditions in one file; divide it, each part with a 'when' of"
              + " its own");
    }
    return !full;
  }

  private @Nullable Path path(YamlNode.Scalar scalar, Part part) {
    try {
      Path path = Path.compile(part.text());
      return knows(scalar, part) ? path : null;
    } catch (NoPath e) {
      problems.error(
          scalar.spotAt(part.offset() + e.offset()),
          "'" + part.text() + "' is not a path: " + e.why());
      return null;
    }
  }

  private boolean knows(YamlNode.Scalar scalar, Part path) {
    String root = Path.name(path.text(), 0);
    if (root == null) {
      return true;
    }
    if (!ROOTS.contains(root)) {
      String suggestion = Suggestion.among(root, ROOTS);
      String or = suggestion.isEmpty() ? "; it has: " + String.join(", ", ROOTS) : suggestion;
      wrongName(scalar, path, 0, "'" + root + "' is not a part of a submission" + or);
      return false;
    }
    String name = Path.name(path.text(), 1);
    String why = name == null ? null : unknownPart(root, name, path.text());
    if (why != null) {
      wrongName(scalar, path, 1, why);
    }
    return why == null;
  }

  private void wrongName(YamlNode.Scalar scalar, Part path, int n, String message) {
    problems.error(scalar.spotAt(path.offset() + Path.offsetOfName(path.text(), n)), message);
  }

  private @Nullable String unknownPart(String root, String name, String path) {
    if (root.equals("q") && !questions.containsKey(name)) {
      return "'" + name + "' is not under 'questions:'" + suggestedQuestion(name, path);
    }
    return root.equals("form") && !FORM.contains(name)
        ? "'" + name + "' is not a part of 'form', which has: " + String.join(", ", FORM)
        : null;
  }

  /** A name with a dot in it reads like two. */
  private String suggestedQuestion(String name, String path) {
    String rest = path.substring(Path.offsetOfName(path, 1));
    return questions.keySet().stream()
        .filter(alias -> alias.startsWith(name + ".") && rest.startsWith(alias))
        .findFirst()
        .map(alias -> "; a name with a dot goes in brackets: $.q['" + alias + "']")
        .orElseGet(() -> Suggestion.among(name, questions.keySet()));
  }

  private List<Step> steps(YamlNode.Scalar scalar, List<Part> calls) {
    List<Step> steps = new ArrayList<>();
    if (calls.size() > MAX_STEPS) {
      problems.error(scalar.spot(), "more than " + MAX_STEPS + " functions in one line");
      return steps;
    }
    for (Part call : calls) {
      if (call.text().isEmpty() && call != calls.get(calls.size() - 1)) {
        problems.error(
            scalar.spotAt(call.offset()),
            "a function is expected after '|'; '||' says nothing here: for what to give where there"
                + " is nothing write | default('…')");
        return steps;
      }
      Step step = step(scalar, call);
      if (step != null) {
        steps.add(step);
      }
    }
    return steps;
  }

  private @Nullable Step step(YamlNode.Scalar scalar, Part call) {
    Spot spot = scalar.spotAt(call.offset());
    Matcher matcher = CALL.matcher(call.text());
    if (!matcher.matches()) {
      problems.error(spot, noCall(call.text()));
      return null;
    }
    String name = matcher.group(1);
    Optional<MappingFunction> function = Functions.find(name);
    if (function.isEmpty()) {
      problems.error(spot, "unknown function '" + name + "'" + UnknownFunction.advice(name));
      return null;
    }
    String brackets = matcher.group(2);
    return brackets == null
        ? step(function.get(), List.of(), scalar, call)
        : step(
            function.get(),
            arguments(new Part(brackets, call.offset() + matcher.start(2))),
            scalar,
            call);
  }

  private static String noCall(String text) {
    if (text.isEmpty()) {
      return "a function is expected after '|'";
    }
    Matcher bare = WITHOUT_BRACKETS.matcher(text);
    return bare.matches()
        ? "an argument goes in brackets: " + bare.group(1) + "(" + bare.group(2) + ")"
        : "'" + text + "' is not a function; write it as name or name('argument')";
  }

  private static List<Part> arguments(Part brackets) {
    return brackets.text().isBlank()
        ? List.of()
        : Pipeline.split(brackets.text(), brackets.offset(), ',');
  }

  private @Nullable Step step(
      MappingFunction function, List<Part> written, YamlNode.Scalar scalar, Part call) {
    List<String> arguments = new ArrayList<>();
    for (Part part : written) {
      String argument = Pipeline.unquoted(part.text());
      if (argument == null
          || TYPOGRAPHIC.indexOf(argument.isEmpty() ? ' ' : argument.charAt(0)) >= 0) {
        problems.error(
            scalar.spotAt(part.offset()),
            argument == null
                ? "the quote in the brackets of '" + function.name() + "' is not closed"
                : "typographic quotes are letters here: write '…'");
        return null;
      }
      arguments.add(argument);
    }
    Wrong wrong = wrong(function, arguments);
    if (wrong != null) {
      int offset = wrong.argument() < 0 ? call.offset() : written.get(wrong.argument()).offset();
      problems.error(scalar.spotAt(offset), wrong.why());
      return null;
    }
    return new Step(function, List.copyOf(arguments));
  }

  /**
   * @param argument which one, from 0; -1 where it is none of them
   */
  private record Wrong(int argument, String why) {}

  private static @Nullable Wrong wrong(MappingFunction function, List<String> arguments) {
    List<MappingFunction.Parameter> parameters = function.parameters();
    if (arguments.size() > parameters.size()) {
      return new Wrong(
          parameters.size(), "'" + function.name() + "' takes " + takes(parameters.size()));
    }
    for (int i = arguments.size(); i < parameters.size(); i++) {
      if (parameters.get(i).required()) {
        String needed = parameters.get(i).name() + " in brackets: " + function.name() + "('…')";
        return new Wrong(-1, "'" + function.name() + "' needs its " + needed);
      }
    }
    String why = function.refuse(arguments);
    return why == null
        ? null
        : new Wrong(
            refused(function, arguments, why),
            function.name() + "('" + String.join("', '", arguments) + "'): " + why);
  }

  /** The first argument with which the refusal begins. */
  private static int refused(MappingFunction function, List<String> arguments, String why) {
    for (int i = 1; i < arguments.size(); i++) {
      if (why.equals(function.refuse(arguments.subList(0, i)))) {
        return i - 1;
      }
    }
    return arguments.size() - 1;
  }

  private static String takes(int count) {
    return switch (count) {
      case 0 -> "nothing in brackets";
      case 1 -> "one argument at most";
      default -> count + " arguments at most";
    };
  }
}
