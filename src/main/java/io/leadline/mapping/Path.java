package io.leadline.mapping;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.spi.json.JacksonJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSONPath, compiled once. Without regular expressions and scripts, and with one {@code ..} at
 * most: what is left takes time in proportion to the submission.
 */
final class Path {
  private static final Configuration PLAIN_JAVA =
      Configuration.builder()
          .jsonProvider(new JacksonJsonProvider())
          .mappingProvider(new JacksonMappingProvider())
          .build();
  private static final Pattern QUOTED =
      Pattern.compile("'(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\"");
  private static final Pattern STEP =
      Pattern.compile(
          "\\.([^.\\[\\]()*@?,:'\"\\s]+)|\\[\\s*'((?:[^'\\\\]|\\\\.)*+)'\\s*]"
              + "|\\[\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"\\s*]");

  private final String text;
  private final JsonPath compiled;

  private Path(String text, JsonPath compiled) {
    this.text = text;
    this.compiled = compiled;
  }

  /**
   * @throws InvalidPathException with a message for the file's author
   */
  static Path compile(String text) {
    String bare = QUOTED.matcher(text).replaceAll("''");
    refuse(text.length() > Limits.PATH, "it is longer than " + Limits.PATH + " characters");
    refuse(bare.contains("=~"), "regular expressions are not taken; use 'when' with 'matches'");
    refuse(bare.contains("[("), "scripts are not taken");
    refuse(bare.indexOf("..") != bare.lastIndexOf(".."), "'..' may stand in a path only once");
    refuse(count(bare, '[') > 30, "it has more than 30 brackets");
    refuse(count(bare, '[') != count(bare, ']'), "a '[' or ']' has no partner");
    refuse(count(bare, '(') != count(bare, ')'), "a '(' or ')' has no partner");
    try {
      return new Path(text, JsonPath.compile(text));
    } catch (InvalidPathException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new InvalidPathException("it does not follow JSONPath's rules", e);
    }
  }

  /** The value, a list where the path is indefinite, or null where nothing matches. */
  @Nullable Object read(Object document) {
    try {
      return compiled.read(document, PLAIN_JAVA);
    } catch (JsonPathException | IllegalArgumentException | ClassCastException e) {
      return null;
    }
  }

  /** The n-th name of the path from 0, as {@code q} and {@code email} of {@code $.q.email}. */
  static @Nullable String name(String path, int n) {
    Matcher step = STEP.matcher(path);
    int at = 1;
    for (int i = 0; i <= n; i++) {
      step.region(at, path.length());
      if (!step.lookingAt()) {
        return null;
      }
      at = step.end();
    }
    boolean call = at < path.length() && path.charAt(at) == '(';
    return call ? null : unescaped(step);
  }

  private static String unescaped(Matcher step) {
    if (step.group(1) != null) {
      return step.group(1);
    }
    String quoted = step.group(2) != null ? step.group(2) : step.group(3);
    return quoted.replaceAll("\\\\(.)", "$1");
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  private static void refuse(boolean refused, String why) {
    if (refused) {
      throw new InvalidPathException(why);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
