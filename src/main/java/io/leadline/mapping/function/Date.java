package io.leadline.mapping.function;

import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** See {@link Moment} for what is understood. */
final class Date extends ValueFunction {
  Date() {
    super(
        "date",
        "A date written by a pattern.",
        optional("pattern", "how to write it, as dd.MM.yyyy; yyyy-MM-dd where it is left out"),
        optional("input", "how it is written in the answer, where that is not ISO 8601"),
        optional(
            "language",
            "the language of month and day names, as de; English where it is left out"));
  }

  @Override
  @Nullable Object applyTo(Object value, List<String> arguments) throws Unfit {
    String input = Arguments.text(arguments, 1, "");
    Locale language = DatePattern.language(Arguments.text(arguments, 2, "en"));
    TemporalAccessor moment =
        input.isEmpty() ? Moment.read(value) : DatePattern.read(Texts.of(value), input, language);
    return DatePattern.write(moment, Arguments.text(arguments, 0, "yyyy-MM-dd"), language);
  }

  @Override
  @Nullable String refuseArguments(List<String> arguments) {
    String output = DatePattern.refuse(Arguments.text(arguments, 0, "yyyy-MM-dd"));
    String input = DatePattern.refuse(Arguments.text(arguments, 1, "yyyy-MM-dd"));
    String language = DatePattern.refuseLanguage(Arguments.text(arguments, 2, "en"));
    return output != null ? output : input != null ? input : language;
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("2026-01-18", "date('dd.MM.yyyy')", "18.01.2026"),
        new Example("2026-01-18T18:17:02Z", "date('d MMMM yyyy HH:mm')", "18 January 2026 18:17"),
        new Example("18.01.2026", "date('yyyy-MM-dd', 'dd.MM.yyyy')", "2026-01-18"),
        new Example("18/1/26", "date('yyyy-MM-dd', 'd/M/yy')", "2026-01-18"),
        new Example("2026-03-18", "date('d. MMMM yyyy', 'yyyy-MM-dd', 'de')", "18. März 2026"),
        new Example(Map.of("year", "2026", "month", "1", "day", "18"), "date", "2026-01-18"),
        new Example(1768760222, "date", "2026-01-18"),
        new Example(Map.of("year", "", "month", "", "day", ""), "date", null),
        new Example(List.of("2026-01-18T10:00:00+02:00"), "date", List.of("2026-01-18")),
        new Example(null, "date", null));
  }
}
