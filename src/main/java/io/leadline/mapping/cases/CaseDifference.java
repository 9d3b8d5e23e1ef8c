package io.leadline.mapping.cases;

import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.Documents;
import io.leadline.event.Warning;
import io.leadline.mapping.Decision;
import io.leadline.mapping.MappingSet;
import io.leadline.mapping.Suggestion;
import io.leadline.mapping.Wording;
import io.leadline.mapping.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a case expected against what came. What it does not name is not compared, unless it says
 * {@code whole: true}; a field with nothing behind it must not be sent.
 */
final class CaseDifference {
  /** Characters of one value that is shown. */
  private static final int LONGEST = 2_000;

  private static final int SHOWN = 100;

  private final boolean whole;
  private final MappingSet set;
  private final List<String> found = new ArrayList<>();

  private CaseDifference(boolean whole, MappingSet set) {
    this.whole = whole;
    this.set = set;
  }

  /**
   * @param set which decided, and knows which fields can be in a call at all: the same cases hold
   *     in b2b and in b2c
   */
  static List<String> between(
      YamlNode.MapNode expect, Decision decision, String mapping, MappingSet set) {
    boolean whole =
        expect.get("whole") instanceof YamlNode.Scalar flag && flag.text().equals("true");
    CaseDifference difference = new CaseDifference(whole, set);
    difference.compare(expect, decision, mapping);
    return firstOf(difference.found);
  }

  private void compare(YamlNode.MapNode expect, Decision decision, String mapping) {
    if (decision instanceof Decision.Calls calls) {
      takenBy(mapping, calls.mapping());
      calls(expect, calls.calls());
      onlyNew(expect.get("only_new"), calls.calls());
      warnings(expect.get("warnings"), calls.warnings());
      ending("ignored", expect, null);
      ending("failed", expect, null);
    } else if (decision instanceof Decision.Ignored ignored) {
      takenBy(mapping, ignored.mapping());
      ended("ignored", ignored.reason().sentence(), expect);
    } else if (decision instanceof Decision.Failed failed) {
      if (failed.mapping() != null) {
        takenBy(mapping, failed.mapping());
      }
      warnings(expect.get("warnings"), failed.warnings());
      ended("failed", failed.reason().sentence(), expect);
    }
  }

  private void takenBy(String expected, String was) {
    if (!expected.equals(was)) {
      found.add("was taken by " + was + ".yaml, not by " + expected + ".yaml");
    }
  }

  private void ended(String how, String sentence, YamlNode.MapNode expect) {
    if (expect.get(how) == null) {
      found.add("was not to be " + how + ", but: " + sentence);
    }
    ending(how, expect, sentence);
    ending(how.equals("failed") ? "ignored" : "failed", expect, null);
  }

  private void ending(String how, YamlNode.MapNode expect, @Nullable String sentence) {
    if (!(expect.get(how) instanceof YamlNode.Scalar wanted)) {
      return;
    }
    if (sentence == null) {
      found.add("was to be " + how + ": " + wanted.text());
    } else if (!sentence.contains(wanted.text())) {
      found.add(how + ": expected '" + wanted.text() + "', was '" + sentence + "'");
    }
  }

  private void calls(YamlNode.MapNode expect, List<Call> calls) {
    List<Call> profiles =
        calls.stream().filter(call -> call.kind() == CallKind.ADD_PROFILE).toList();
    List<Call> contacts =
        calls.stream().filter(call -> call.kind() == CallKind.CREATE_CONTACT).toList();
    fieldsThatAre(expect.get("createContact"));
    call("createContact", thatAreSent(expect.get("createContact")), contacts, 0);
    YamlNode wanted = expect.get("addProfileToContact");
    if (wanted instanceof YamlNode.ListNode list) {
      for (int i = 0; i < list.items().size(); i++) {
        call("addProfileToContact " + (i + 1), list.items().get(i), profiles, i);
      }
      noMore(list.items().size(), profiles);
    } else {
      call("addProfileToContact", wanted, profiles, 0);
      if (whole && wanted instanceof YamlNode.MapNode) {
        noMore(1, profiles);
      }
    }
  }

  private void noMore(int expected, List<Call> profiles) {
    if (profiles.size() > expected) {
      found.add(
          "addProfileToContact: expected "
              + expected
              + (expected == 1 ? " call" : " calls")
              + ", were "
              + profiles.size());
    }
  }

  /** One that is no field is never sent, and to expect that would always be right. */
  private void fieldsThatAre(@Nullable YamlNode contact) {
    if (!(contact instanceof YamlNode.MapNode map)) {
      return;
    }
    Set<String> known = set.contactFields();
    map.entries()
        .forEach(
            (name, entry) -> {
              if (entry.value().isAbsent() && !known.contains(name)) {
                found.add(
                    "createContact."
                        + name
                        + ": is no field, so it is never sent"
                        + Suggestion.among(name, known));
              }
            });
  }

  private @Nullable YamlNode thatAreSent(@Nullable YamlNode contact) {
    if (!(contact instanceof YamlNode.MapNode map)) {
      return contact;
    }
    Map<String, YamlNode.Entry> fields = new LinkedHashMap<>(map.entries());
    fields.keySet().removeIf(field -> !set.sends(field));
    return new YamlNode.MapNode(fields, map.spot());
  }

  /** In any order. */
  private void onlyNew(@Nullable YamlNode wanted, List<Call> calls) {
    if (wanted == null) {
      return;
    }
    Set<String> was = new TreeSet<>();
    calls.forEach(call -> was.addAll(call.onlyNew()));
    Set<String> names = new TreeSet<>(texts(wanted));
    names.removeIf(field -> !set.sends(field));
    if (!names.equals(was)) {
      found.add("only_new: expected " + names + ", was " + was);
    }
  }

  private static List<String> texts(YamlNode node) {
    List<YamlNode> items = node instanceof YamlNode.ListNode list ? list.items() : List.of(node);
    return items.stream()
        .filter(YamlNode.Scalar.class::isInstance)
        .map(item -> ((YamlNode.Scalar) item).text())
        .toList();
  }

  private void call(String name, @Nullable YamlNode wanted, List<Call> calls, int index) {
    boolean unwanted = wanted == null ? whole : wanted.isAbsent();
    if (unwanted && index < calls.size()) {
      found.add(name + ": expected no call, was " + shown(calls.get(index).body()));
    } else if (wanted == null || wanted.isAbsent()) {
      return;
    } else if (index >= calls.size()) {
      found.add(name + ": expected a call, was none");
    } else {
      value(name, wanted, calls.get(index).body());
    }
  }

  private void value(String path, YamlNode wanted, @Nullable Object was) {
    if (wanted instanceof YamlNode.MapNode map && was instanceof Map<?, ?> object) {
      map.entries()
          .forEach((key, entry) -> value(path + "." + key, entry.value(), object.get(key)));
      object.keySet().stream()
          .filter(key -> whole && !map.entries().containsKey(String.valueOf(key)))
          .forEach(
              key -> found.add(path + "." + key + ": not expected, was " + shown(object.get(key))));
    } else if (wanted instanceof YamlNode.ListNode list && was instanceof List<?> items) {
      if (list.items().size() != items.size()) {
        found.add(path + ": expected " + shown(list.toDocument()) + ", was " + shown(items));
        return;
      }
      for (int i = 0; i < items.size(); i++) {
        value(path + " " + (i + 1), list.items().get(i), items.get(i));
      }
    } else if (wanted.isAbsent() ? was != null : !isSame(wanted, was)) {
      found.add(path + ": expected " + shown(wanted.toDocument()) + ", was " + shown(was));
    }
  }

  private static boolean isSame(YamlNode wanted, @Nullable Object was) {
    return wanted instanceof YamlNode.Scalar scalar
        && was != null
        && !(was instanceof Map<?, ?>)
        && !(was instanceof List<?>)
        && scalar.text().equals(Wording.of(was));
  }

  /** Where it has parts or lines, as it could stand in a case. */
  private static String shown(@Nullable Object value) {
    if (value == null) {
      return "nothing";
    }
    String text = Wording.of(value);
    boolean parts = value instanceof Map<?, ?> || value instanceof List<?>;
    String whole = parts || text.contains("\n") ? Documents.write(value) : "'" + text + "'";
    return shortened(whole, LONGEST);
  }

  private static String shortened(String text, int length) {
    return text.codePointCount(0, text.length()) <= length
        ? text
        : text.substring(0, text.offsetByCodePoints(0, length)) + "…";
  }

  /** A case that differs in a thousand ways is mended by one of them. */
  private static List<String> firstOf(List<String> differences) {
    if (differences.size() <= SHOWN) {
      return List.copyOf(differences);
    }
    List<String> first = new ArrayList<>(differences.subList(0, SHOWN));
    first.add("and " + (differences.size() - SHOWN) + " more differences");
    return first;
  }

  private void warnings(@Nullable YamlNode wanted, List<Warning> warnings) {
    if (!(wanted instanceof YamlNode.ListNode list)) {
      return;
    }
    List<String> said =
        warnings.stream().map(w -> w.field() + ": " + w.why() + " (" + w.where() + ")").toList();
    String were = shown(said);
    for (String text : Partners.without(texts(list), said)) {
      boolean isAnothers = said.stream().anyMatch(warning -> warning.contains(text));
      found.add(
          "warnings: expected '"
              + text
              + "'"
              + (isAnothers ? " once more" : "")
              + ", were "
              + were);
    }
    if (said.size() != list.items().size()) {
      found.add("warnings: expected " + list.items().size() + ", were " + were);
    }
  }

  private static String shown(List<String> warnings) {
    String more = warnings.size() > 10 ? ", and " + (warnings.size() - 10) + " more" : "";
    return warnings.stream()
        .limit(10)
        .map(warning -> shortened(warning, 300))
        .collect(Collectors.joining(", ", "[", more + "]"));
  }
}
