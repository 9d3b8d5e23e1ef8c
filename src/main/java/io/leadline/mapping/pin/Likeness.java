package io.leadline.mapping.pin;

import io.leadline.event.Call;
import io.leadline.event.Warning;
import io.leadline.mapping.Decision;
import io.leadline.mapping.function.PublicWords;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How two decisions differ, where that is not for the stand-ins alone.
 *
 * @param inKind fields that are there in one only, or of another kind, or say another thing of the
 *     mapping's
 * @param inWords fields whose value is not the real one with its words replaced, as a hash's
 */
record Likeness(Set<String> inKind, Set<String> inWords) {

  static Likeness between(Decision real, Decision made, Replacing replacing) {
    var comparing = new Comparing(replacing);
    comparing.decisions(real, made);
    return new Likeness(comparing.inKind, comparing.inWords);
  }

  boolean isOneOfWords(Set<String> allowed) {
    return inKind.isEmpty() && allowed.containsAll(inWords);
  }

  private static final class Comparing {
    private static final String WHAT_HAPPENS = "what becomes of it";
    private static final Pattern LINE = Pattern.compile("\n");

    final Set<String> inKind = new LinkedHashSet<>();
    final Set<String> inWords = new LinkedHashSet<>();
    private final Replacing replacing;

    Comparing(Replacing replacing) {
      this.replacing = replacing;
    }

    void decisions(Decision real, Decision made) {
      if (real instanceof Decision.Calls one && made instanceof Decision.Calls other) {
        same(WHAT_HAPPENS, one.mapping(), other.mapping());
        calls(one.calls(), other.calls());
        warnings(one.warnings(), other.warnings());
      } else if (real instanceof Decision.Failed one && made instanceof Decision.Failed other) {
        same(WHAT_HAPPENS, one.mapping(), other.mapping());
        same("why it fails", one.reason(), other.reason());
        warnings(one.warnings(), other.warnings());
      } else {
        same(WHAT_HAPPENS, real, made);
      }
    }

    private void calls(List<Call> real, List<Call> made) {
      same(
          "the calls",
          real.stream().map(Call::kind).toList(),
          made.stream().map(Call::kind).toList());
      for (int i = 0; i < Math.min(real.size(), made.size()); i++) {
        Call one = real.get(i);
        Call other = made.get(i);
        String name = one.kind().wireName();
        same(name + ".only_new", one.onlyNew(), other.onlyNew());
        values(name + ".as_member", one.asMember(), other.asMember());
        values(name, one.body(), other.body());
      }
    }

    private void warnings(List<Warning> real, List<Warning> made) {
      same("the warnings", withoutValues(real), withoutValues(made));
    }

    private static List<List<String>> withoutValues(List<Warning> warnings) {
      return warnings.stream().map(it -> List.of(it.field(), it.where(), it.why())).toList();
    }

    private void values(String path, @Nullable Object real, @Nullable Object made) {
      if (real instanceof Map<?, ?> one && made instanceof Map<?, ?> other) {
        one.forEach((key, value) -> values(path + "." + key, value, other.get(key)));
        other.keySet().stream()
            .filter(key -> !one.containsKey(key))
            .forEach(key -> inKind.add(path + "." + key));
      } else {
        value(path, replacing.of(real), made);
      }
    }

    private void value(String path, @Nullable Object expected, @Nullable Object made) {
      if (!Objects.equals(expected, made)) {
        inWords.add(path);
        if (!kind(expected).equals(kind(made))) {
          inKind.add(path);
        }
      }
    }

    /** What of a value does not depend on its words, nor on their order. */
    private Object kind(@Nullable Object value) {
      if (value instanceof String text) {
        boolean isItsOwn = replacing.cutter().isSaid(text) || PublicWords.isValue(text);
        return isItsOwn ? text : "a text of %d lines".formatted(lines(text));
      }
      if (value instanceof Number number) {
        return number.toString().length() == 1 ? number : "a number";
      }
      if (value instanceof List<?> list) {
        return list.stream().map(item -> kind(item).toString()).sorted().toList();
      }
      if (value instanceof Map<?, ?> object) {
        var kinds = new LinkedHashMap<Object, Object>();
        object.forEach((key, part) -> kinds.put(key, kind(part)));
        return kinds;
      }
      return String.valueOf(value);
    }

    private static long lines(String text) {
      return LINE.matcher(text).results().count() + 1;
    }

    private void same(String what, @Nullable Object one, @Nullable Object other) {
      if (!Objects.equals(one, other)) {
        inKind.add(what);
      }
    }
  }
}
