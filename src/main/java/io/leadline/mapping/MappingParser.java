package io.leadline.mapping;

import io.leadline.event.HookName;
import io.leadline.mapping.yaml.Problems;
import io.leadline.mapping.yaml.Spot;
import io.leadline.mapping.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One file's nodes to a {@link Mapping}. */
final class MappingParser {
  static final Set<String> KEYS =
      new LinkedHashSet<>(
          List.of(
              "description",
              "hook",
              "questions",
              "when",
              "ignore",
              "createContact",
              "addProfileToContact"));

  private final String file;
  private final FieldLines.Around around;
  private final Problems problems;

  MappingParser(String file, FieldLines.Around around, Problems problems) {
    this.file = file;
    this.around = around;
    this.problems = problems;
  }

  /** Null where the file has no shape at all; other problems leave a mapping with gaps. */
  @Nullable Mapping parse(@Nullable YamlNode root) {
    YamlNode.MapNode map = lines(root);
    return map == null ? null : mapping(map);
  }

  private YamlNode.@Nullable MapNode lines(@Nullable YamlNode root) {
    if (root == null || root.isAbsent()) {
      problems.error(Spot.wholeFile(file), "is empty; a mapping needs 'hook:' and what to do");
      return null;
    }
    if (root instanceof YamlNode.MapNode map) {
      return map;
    }
    problems.error(root.spot(), "a mapping is lines of 'name: value', not " + root.kind());
    return null;
  }

  private Mapping mapping(YamlNode.MapNode map) {
    Keys.check(map, KEYS, "a mapping", problems, this::advice);
    description(map.get("description"));
    Set<String> hooks = hooks(map);
    Map<String, Question> questions = questions(map.get("questions"));
    var expressions = new ExpressionParser(questions, problems);
    RuleParser rules = new RuleParser(expressions, problems);
    When when = when(map.get("when"), rules);
    String ignore = ignore(map);
    ContactRule contact = contact(map.get("createContact"), rules);
    List<ProfileRule> profiles = profiles(map, rules);
    saysWhatToDo(map);
    List<Expression> all = expressions(when, contact, profiles);
    int searches = expressions.searches();
    var mapping =
        new Mapping(file, hooks, questions, when, ignore, contact, profiles, all, searches);
    if (!problems.anyError()) {
      Questions.warnOfUnread(mapping, problems);
    }
    return mapping;
  }

  private static When when(@Nullable YamlNode node, RuleParser rules) {
    return node == null ? When.ALWAYS : rules.conditions().when(node);
  }

  private @Nullable ContactRule contact(@Nullable YamlNode node, RuleParser rules) {
    return node == null ? null : new ContactParser(file, around, rules, problems).parse(node);
  }

  private List<ProfileRule> profiles(YamlNode.MapNode map, RuleParser rules) {
    return new ProfileParser(rules, around.values(), problems)
        .parse(map.get("addProfileToContact"), map.get("createContact") != null);
  }

  /** A field at the left margin, where a call's name would stand. */
  private String advice(String key) {
    boolean field = around.catalogue().find(key).isPresent() || key.equals("custom");
    return field
        ? "; it is a line of createContact: put it below 'createContact:', two spaces further in"
        : Suggestion.among(key, KEYS);
  }

  private void description(@Nullable YamlNode node) {
    if (node != null && !(node instanceof YamlNode.Scalar)) {
      problems.error(node.spot(), "'description' takes a text, not " + node.kind());
    }
  }

  private Set<String> hooks(YamlNode.MapNode map) {
    YamlNode node = map.get("hook");
    Set<String> hooks = new LinkedHashSet<>();
    if (node == null || node.isAbsent()) {
      problems.error(
          node == null ? Spot.wholeFile(file) : node.spot(),
          "needs 'hook:', whose events it takes, as 'hook: typeform'");
      return hooks;
    }
    List<YamlNode> names = node instanceof YamlNode.ListNode list ? list.items() : List.of(node);
    if (names.isEmpty()) {
      problems.error(node.spot(), "'hook' is an empty list; name the hooks, as [typeform, tally]");
    }
    for (YamlNode name : names) {
      hook(name, hooks);
    }
    return hooks;
  }

  private void hook(YamlNode node, Set<String> hooks) {
    try {
      String name = node instanceof YamlNode.Scalar scalar ? scalar.text() : "";
      hooks.add(new HookName(name).value());
    } catch (IllegalArgumentException e) {
      problems.error(node.spot(), String.valueOf(e.getMessage()));
    }
  }

  private Map<String, Question> questions(@Nullable YamlNode node) {
    Map<String, Question> questions = new LinkedHashMap<>();
    if (node == null) {
      return questions;
    }
    if (!(node instanceof YamlNode.MapNode map)) {
      problems.error(
          node.spot(), "'questions' takes lines of 'your word: the question', not " + node.kind());
      return questions;
    }
    map.entries()
        .forEach(
            (alias, entry) -> {
              List<String> names = names(alias, entry.value());
              questions.put(alias, new Question(alias, names, entry.key().spot()));
            });
    Questions.warnOfCollisions(List.copyOf(questions.values()), problems);
    return questions;
  }

  private List<String> names(String alias, YamlNode node) {
    List<YamlNode> items = node instanceof YamlNode.ListNode list ? list.items() : List.of(node);
    List<String> names = new ArrayList<>();
    for (YamlNode item : items) {
      if (item instanceof YamlNode.Scalar scalar && !scalar.isNothing()) {
        names.add(name(alias, scalar));
      } else {
        problems.error(
            item.spot(), "'" + alias + "' takes the question's id or title, or a list of them");
      }
    }
    return List.copyOf(names);
  }

  private String name(String alias, YamlNode.Scalar scalar) {
    if (ExpressionParser.isExpression(scalar.text())) {
      problems.error(
          scalar.spot(),
          "'" + alias + "' takes the question's id or title as it is, without '$.answers.'");
    }
    return scalar.text();
  }

  private @Nullable String ignore(YamlNode.MapNode map) {
    YamlNode node = map.get("ignore");
    if (node == null) {
      return null;
    }
    if (!(node instanceof YamlNode.Scalar scalar) || Blank.is(scalar.text()) || node.isAbsent()) {
      problems.error(node.spot(), "'ignore' takes the reason, as 'ignore: test submissions'");
      return null;
    }
    for (String key : List.of("createContact", "addProfileToContact")) {
      if (map.get(key) != null) {
        problems.error(
            map.spotOf(key), "'" + key + "' beside 'ignore': a mapping does one of the two");
      }
    }
    return scalar.text();
  }

  private void saysWhatToDo(YamlNode.MapNode map) {
    boolean says =
        Stream.of("ignore", "createContact", "addProfileToContact")
            .anyMatch(key -> map.get(key) != null);
    if (!says) {
      problems.error(
          Spot.wholeFile(file),
          "says nothing to do: give createContact, addProfileToContact or ignore");
    }
  }

  private static List<Expression> expressions(
      When when, @Nullable ContactRule contact, List<ProfileRule> profiles) {
    Stream<Expression> contacts = contact == null ? Stream.empty() : contact.expressions();
    return Stream.of(
            when.expressions(), contacts, profiles.stream().flatMap(ProfileRule::everyExpression))
        .flatMap(stream -> stream)
        .collect(Collectors.toUnmodifiableList());
  }
}
