package io.leadline.mapping;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.spi.json.JacksonJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import io.leadline.mapping.PathText.NoPath;
import io.leadline.mapping.function.MappingFunction.Unfit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSONPath, compiled once, of the kind that {@link PathCheck} lets through: it takes time in
 * proportion to the submission.
 */
final class Path {
  private static final Configuration PLAIN_JAVA =
      Configuration.builder()
          .jsonProvider(new JacksonJsonProvider())
          .mappingProvider(new JacksonMappingProvider())
          .build();
  private static final Pattern STEP =
      Pattern.compile(
          "\\.([^.\\[\\]()*'\"\\s]+)|\\[\\s*'((?:[^'\\\\]|\\\\.)*+)'\\s*]"
              + "|\\[\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"\\s*]");
  private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

  private final String text;
  private final JsonPath compiled;

  private Path(String text, JsonPath compiled) {
    this.text = text;
    this.compiled = compiled;
  }

  static Path compile(String text) throws NoPath {
    PathCheck.check(text);
    try {
      return new Path(text, JsonPath.compile(text));
    } catch (RuntimeException e) {
      throw new NoPath(0, "it does not follow JSONPath's rules");
    }
  }

  /**
   * The value, a list where the path is indefinite, or null where nothing matches.
   *
   * @throws Unfit where looking for all that matches would take too long
   */
  @Nullable Object find(Object document) throws Unfit {
    return find(document, searches() ? Weight.ofPaths(document) : 0, 1);
  }

  /**
   * The same of a document that has been weighed.
   *
   * @param paths how many there are that look through it
   */
  @Nullable Object find(Object document, long weight, int paths) throws Unfit {
    if (searches() && (weight > Limits.PATHS || weight * paths > Limits.PATHS_OF_MAPPING)) {
      throw new Unfit("the submission is too large for a path with '..', '*' or a filter");
    }
    return matches(document);
  }

  /** Whether it looks for all that matches, and may see the whole document for it. */
  boolean searches() {
    return !compiled.isDefinite();
  }

  /** The same, null where it would take too long. */
  @Nullable Object read(Object document) {
    try {
      return find(document);
    } catch (Unfit e) {
      return null;
    }
  }

  private @Nullable Object matches(Object document) {
    try {
      return compiled.read(document, PLAIN_JAVA);
    } catch (JsonPathException | IllegalArgumentException | ClassCastException e) {
      return null;
    }
  }

  /** The n-th name of the path from 0, as {@code q} and {@code email} of {@code $.q.email}. */
  static @Nullable String name(String path, int n) {
    Matcher step = step(path, n);
    return step == null ? null : unescaped(step);
  }

  /** Where the n-th name begins. */
  static int offsetOfName(String path, int n) {
    Matcher step = step(path, n);
    if (step == null) {
      return 0;
    }
    return step.group(1) != null ? step.start(1) : step.start(step.group(2) != null ? 2 : 3);
  }

  private static @Nullable Matcher step(String path, int n) {
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
    return call ? null : step;
  }

  private static String unescaped(Matcher step) {
    if (step.group(1) != null) {
      return step.group(1);
    }
    String quoted = step.group(2) != null ? step.group(2) : step.group(3);
    return ESCAPED.matcher(quoted).replaceAll("$1");
  }

  @Override
  public String toString() {
    return text;
  }
}
