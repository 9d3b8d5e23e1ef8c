package io.leadline.source.tool;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import io.leadline.source.HookOptions;
import io.leadline.source.UnfitOption;
import io.leadline.source.body.JsonObject;
import org.jspecify.annotations.Nullable;

/** Where in a body one thing is: a JSONPath of a route file. */
final class Path {
  private static final Configuration LENIENT =
      Configuration.defaultConfiguration()
          .addOptions(Option.SUPPRESS_EXCEPTIONS, Option.DEFAULT_PATH_LEAF_TO_NULL);

  private final JsonPath path;

  private Path(JsonPath path) {
    this.path = path;
  }

  /** Nothing where the option is not set. */
  static @Nullable Path of(HookOptions options, String option) throws UnfitOption {
    var text = options.text(option);
    return text.isEmpty() ? null : compiled(option, text.get());
  }

  private static Path compiled(String option, String text) throws UnfitOption {
    try {
      var path = JsonPath.compile(text);
      if (!path.isDefinite()) {
        throw new UnfitOption(
            option, "'%s' may find several things: name one, as $.data.id".formatted(text));
      }
      return new Path(path);
    } catch (JsonPathException | IllegalArgumentException e) {
      throw new UnfitOption(
          option,
          "'%s' is not a JSONPath, as $.data.id or $['form name']: %s"
              .formatted(text, e.getMessage()));
    }
  }

  /** Null where there is nothing. */
  @Nullable Object in(JsonObject body) {
    return path.read(body.map(), LENIENT);
  }

  static @Nullable String text(@Nullable Path path, JsonObject body) {
    return path == null ? null : JsonObject.textOf(path.in(body));
  }

  @Override
  public String toString() {
    return path.getPath();
  }
}
