package io.leadline.mapping;

import io.leadline.mapping.function.Functions;
import io.leadline.mapping.function.MappingFunction;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What to write instead of a function that there is not. */
final class UnknownFunction {
  private static final List<String> NAMES =
      Functions.BUILT_IN.stream().map(MappingFunction::name).toList();
  private static final Map<String, String> ADVICE = new HashMap<>();

  static {
    advise(
        "there is no clock, so that an event gives the same at any time; its own times are"
            + " $.submitted_at and $.received_at",
        "now",
        "today",
        "timestamp",
        "time",
        "date_now",
        "current_date",
        "yesterday",
        "age");
    advise("nothing is left to chance; $.event_id names the event", "uuid", "random", "guid", "id");
    advise(
        "texts are put together in a template: \"{{ $.q.one }} {{ $.q.other }}\"",
        "concat",
        "concatenate",
        "plus",
        "add",
        "merge",
        "combine");
    advise(
        "write 'from:', 'lookup:' and 'otherwise:' on lines of their own below the field",
        "lookup",
        "map",
        "switch",
        "case",
        "translate",
        "table");
    advise(
        "write 'from:', 'when:' and 'then:' on lines of their own below the field",
        "if",
        "when",
        "then",
        "iif",
        "unless",
        "otherwise",
        "equals",
        "matches",
        "contains",
        "has",
        "test",
        "regex",
        "match");
    advise(
        "'replace' puts one text in the place of another; patterns are not taken",
        "regex_replace",
        "replaceall",
        "gsub",
        "sub",
        "replace_all",
        "regexreplace");
    advise("nothing is calculated here", "multiply", "divide", "minus", "subtract", "mod", "times");
  }

  private UnknownFunction() {}

  private static void advise(String advice, String... words) {
    for (String word : words) {
      ADVICE.put(word, advice);
    }
  }

  /** As the end of "unknown function 'x'"; empty where nothing comes to mind. */
  static String advice(String name) {
    String advice = ADVICE.get(name.toLowerCase(Locale.ROOT));
    return advice == null ? Suggestion.among(name, NAMES) : ": " + advice;
  }
}
