package io.leadline.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a question of a form may be about, by what it is called and what was answered.
 *
 * @param word how a mapping calls it, {@code $.q.word}
 * @param name what its id or title looks like
 * @param value what an answer looks like, where that alone is enough
 */
record Guess(String word, Pattern name, Predicate<String> value) {
  private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[a-zA-Z]{2,}");
  private static final Predicate<String> BY_NAME_ONLY = text -> false;

  /** The first that fits counts. */
  private static final List<Guess> ALL =
      List.of(
          new Guess("email", words("e-?mail( address)?"), Guess::isAddress),
          named("first_name", "(first|given) ?names?|name \\(first\\)|fname|vorname"),
          named("last_name", "(last|family) ?names?|name \\(last\\)|lname|surname|nachname"),
          named(
              "company",
              "company( name)?(?! (size|type|industry|website|url|phone))|organi[sz]ation|employer|firma"),
          named("name", "(your |full ?)?name"),
          named("website", "website|homepage|company url"),
          named("phone", "(tele)?phone( number)?|mobile( number)?"),
          named("country", "country|land"),
          named("city", "city|town|stadt"),
          named("state", "state|province|region"),
          named("zip", "zip( code)?|post ?code|postal( code)?"),
          named("address", "(street )?address|street"),
          named("message", "message|comments?|anything else|long text"));

  private static Guess named(String word, String name) {
    return new Guess(word, words(name), BY_NAME_ONLY);
  }

  /** Also within a longer title, as {@code What is your e-mail?}. */
  private static Pattern words(String text) {
    return Pattern.compile("(?i)(?<![\\p{L}\\d])(" + text + ")(?![\\p{L}\\d])");
  }

  static boolean isAddress(@Nullable Object value) {
    return value instanceof String text && ADDRESS.matcher(text.strip()).matches();
  }

  static Optional<String> of(String id, String title, @Nullable Object value) {
    if (value instanceof Boolean) {
      return Optional.empty(); // A consent: "May we write to your e-mail address?"
    }
    var texts = List.of(spaced(title), spaced(id));
    return ALL.stream()
        .filter(
            guess ->
                texts.stream().anyMatch(text -> guess.name.matcher(text).find())
                    || (value instanceof String answer && guess.value.test(answer)))
        .map(Guess::word)
        .findFirst();
  }

  /** {@code q3_fullName} is {@code q3 full Name}. */
  static String spaced(String text) {
    return text.replaceAll("(?<=[a-z])(?=[A-Z])", " ").replace('_', ' ');
  }
}
