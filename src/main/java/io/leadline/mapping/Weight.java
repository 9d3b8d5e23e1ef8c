package io.leadline.mapping;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What it costs to look through a document: whoever looks for all that matches spells out the path
 * to each value, and a long list under a long name makes many long paths.
 */
final class Weight {
  private Weight() {}

  /** The characters of the paths to all values; counted no further than beyond the limit. */
  static long ofPaths(@Nullable Object document) {
    return below(document, 1, 0);
  }

  private static long below(@Nullable Object value, long path, long soFar) {
    long sum = soFar + path;
    if (value instanceof Map<?, ?> object) {
      for (Map.Entry<?, ?> entry : object.entrySet()) {
        sum = sum > Limits.PATHS ? sum : below(entry.getValue(), path + length(entry), sum);
      }
    } else if (value instanceof List<?> list) {
      for (Object item : list) {
        sum = sum > Limits.PATHS ? sum : below(item, path + 8, sum);
      }
    }
    return sum;
  }

  private static int length(Map.Entry<?, ?> entry) {
    return String.valueOf(entry.getKey()).length() + 4;
  }

  /** What it costs to read all of it: the characters of its texts, and some for each value. */
  static long ofWork(@Nullable Object value) {
    if (value instanceof CharSequence text) {
      return text.length();
    }
    long sum = 8;
    if (value instanceof Map<?, ?> object) {
      for (Object part : object.values()) {
        sum += ofWork(part);
      }
    } else if (value instanceof List<?> list) {
      for (Object item : list) {
        sum += ofWork(item);
      }
    }
    return sum;
  }

  /** The characters of its texts. */
  static long ofTexts(@Nullable Object value) {
    long sum = 0;
    if (value instanceof Map<?, ?> object) {
      for (Object part : object.values()) {
        sum += ofTexts(part);
      }
    } else if (value instanceof List<?> list) {
      for (Object item : list) {
        sum += ofTexts(item);
      }
    } else if (value instanceof CharSequence text) {
      sum = text.length();
    }
    return sum;
  }
}
