package io.leadline.mapping;

import io.leadline.mapping.ProfileRule.Include;
import io.leadline.mapping.function.MappingFunction.Unfit;
import io.leadline.mapping.yaml.Problems;
import io.leadline.mapping.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code addProfileToContact:}, one or a list. */
final class ProfileParser {
  static final List<String> KEYS =
      List.of("when", "profile_source", "profile_payload", "include", "contact_id", "as_member");

  static final String UNMAPPED_ANSWERS = "unmapped answers";
  static final String ALL_ANSWERS = "all answers";

  private final RuleParser rules;
  private final CrmValues values;
  private final Problems problems;

  ProfileParser(RuleParser rules, CrmValues values, Problems problems) {
    this.rules = rules;
    this.values = values;
    this.problems = problems;
  }

  List<ProfileRule> parse(@Nullable YamlNode node, boolean besideContact) {
    if (node == null) {
      return List.of();
    }
    List<YamlNode> items = node instanceof YamlNode.ListNode list ? list.items() : List.of(node);
    if (items.isEmpty()) {
      problems.error(node.spot(), "'addProfileToContact' is an empty list; take the line out");
    }
    if (items.size() > Limits.PROFILES) {
      problems.error(
          items.get(Limits.PROFILES).spot(),
          "more than " + Limits.PROFILES + " profiles for one event");
    }
    return items.stream()
        .limit(Limits.PROFILES)
        .map(item -> profile(item, besideContact))
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }

  private @Nullable ProfileRule profile(YamlNode node, boolean besideContact) {
    if (!(node instanceof YamlNode.MapNode map)) {
      problems.error(
          node.spot(), "'addProfileToContact' takes lines of 'name: value', not " + node.kind());
      return null;
    }
    Keys.check(map, KEYS, "addProfileToContact", problems, ProfileParser::advice);
    YamlNode when = map.get("when");
    Rule source = line(map, "profile_source");
    Rule contactId = line(map, "contact_id");
    checkContactId(map, besideContact);
    Include include = include(map.get("include"));
    Map<String, Rule> payload = payload(map, include);
    Rule member = line(map, "as_member");
    if (member != null) {
      member.constants().forEach(this::checkMember);
    }
    if (map.get("profile_source") == null) {
      problems.error(
          map.spot(), "addProfileToContact needs 'profile_source', as 'profile_source: Typeform'");
    }
    return source == null
        ? null
        : new ProfileRule(
            when == null ? When.ALWAYS : rules.conditions().when(when),
            source,
            payload,
            include,
            contactId,
            member,
            values,
            map.spot());
  }

  private static String advice(String key) {
    return key.equals("summary")
        ? "; put it below 'profile_payload:', two spaces further in"
        : Suggestion.among(key, KEYS);
  }

  private @Nullable Rule line(YamlNode.MapNode map, String key) {
    YamlNode node = map.get(key);
    if (node == null) {
      return null;
    }
    if (node instanceof YamlNode.ListNode) {
      problems.error(node.spot(), "'" + key + "' takes one value, not " + node.kind());
      return null;
    }
    return rules.value(key, node);
  }

  private void checkContactId(YamlNode.MapNode map, boolean besideContact) {
    boolean given = map.get("contact_id") != null;
    if (besideContact && given) {
      problems.error(
          map.spotOf("contact_id"), "'contact_id' comes from createContact; take this line out");
    } else if (!besideContact && !given) {
      problems.error(
          map.spot(),
          "addProfileToContact without createContact needs 'contact_id', as"
              + " 'contact_id: $.hidden.contact_id'");
    }
  }

  private Include include(@Nullable YamlNode node) {
    String text = node instanceof YamlNode.Scalar scalar ? scalar.text().strip() : "";
    if (node == null) {
      return Include.NONE;
    }
    return switch (text) {
      case UNMAPPED_ANSWERS -> Include.UNMAPPED;
      case ALL_ANSWERS -> Include.ALL;
      default -> {
        problems.error(
            node.spot(),
            "'include' takes 'unmapped answers' or 'all answers', not "
                + (text.isEmpty() ? node.kind() : "'" + text + "'"));
        yield Include.NONE;
      }
    };
  }

  private Map<String, Rule> payload(YamlNode.MapNode map, Include include) {
    Map<String, Rule> payload = new LinkedHashMap<>();
    YamlNode node = map.get("profile_payload");
    if (node == null) {
      if (include == Include.NONE && map.get("include") == null) {
        problems.error(map.spot(), "addProfileToContact needs 'profile_payload' or 'include'");
      }
      return payload;
    }
    if (!(node instanceof YamlNode.MapNode lines)) {
      problems.error(
          node.spot(), "'profile_payload' takes lines of 'name: value', not " + node.kind());
      return payload;
    }
    lines.entries().forEach((key, entry) -> put(payload, key, entry));
    if (lines.get("summary") == null) {
      problems.warn(
          map.spotOf("profile_payload"),
          "the profile has no 'summary', which the CRM's assistant reads first");
    }
    return payload;
  }

  private void put(Map<String, Rule> payload, String key, YamlNode.Entry entry) {
    YamlNode node = entry.value();
    if (Keys.isCredential(entry.key(), problems)) {
      return;
    }
    if (node instanceof YamlNode.MapNode map
        && map.entries().keySet().stream().noneMatch(RuleParser.CHOICE_KEYS::contains)) {
      problems.error(
          node.spot(),
          "a profile is flat: '" + key + "' takes a text or lines, not names below it");
      return;
    }
    Rule rule = node instanceof YamlNode.ListNode list ? lines(key, list) : rules.value(key, node);
    if (rule != null) {
      payload.put(key, rule);
    }
  }

  private @Nullable Rule lines(String key, YamlNode.ListNode list) {
    ListRule rule = rules.list(key, list);
    return rule == null ? null : new LinesRule(rule);
  }

  private void checkMember(Constant constant) {
    try {
      values.resolve("contact_owner", constant.text());
    } catch (Unfit e) {
      CrmValues.Listed listed = values.of("contact_owner");
      List<String> names = listed == null ? new ArrayList<>() : listed.names();
      problems.error(
          constant.spot(),
          () ->
              "'"
                  + constant.text()
                  + "' is not one of the members in "
                  + CrmValues.FILE
                  + Suggestion.among(constant.text(), names));
    }
  }
}
