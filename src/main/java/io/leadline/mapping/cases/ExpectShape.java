package io.leadline.mapping.cases;

import static io.leadline.mapping.cases.CaseShape.isText;

import io.leadline.mapping.Keys;
import io.leadline.mapping.function.MappingFunction.Unfit;
import io.leadline.mapping.function.YesNo;
import io.leadline.mapping.yaml.Problems;
import io.leadline.mapping.yaml.YamlNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an {@code expect:} has to look like, line by line and one line beside another. */
final class ExpectShape {
  /** The members of a call that adds a profile, each with what it is. */
  static final Map<String, String> PROFILE = profileMembers();

  /** What is expected of calls. */
  static final List<String> CALLS = List.of("createContact", "addProfileToContact", "only_new");

  private final YamlNode.MapNode expect;
  private final Problems problems;

  ExpectShape(YamlNode.MapNode expect, Problems problems) {
    this.expect = expect;
    this.problems = problems;
  }

  private static Map<String, String> profileMembers() {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("contact_id", "Whom it is about, where no createContact says it.");
    members.put("profile_source", "Where it comes from, as the CRM shows it.");
    members.put("profile_payload", "What is added, by name.");
    return Collections.unmodifiableMap(members);
  }

  void check() {
    Keys.check(expect, MappingCases.EXPECTATIONS, "'expect'", problems);
    expect.entries().forEach((key, entry) -> line(key, entry.value()));
    something();
    alone("failed", "what fails");
    alone("ignored", "what is ignored");
  }

  private void something() {
    YamlNode whole = expect.entries().size() == 1 ? expect.get("whole") : null;
    if (whole != null && Boolean.FALSE.equals(whole.toDocument())) {
      problems.error(
          expect.spot(),
          "'whole: false' alone expects nothing, and could not fail; say what comes");
    }
  }

  private void line(String key, YamlNode value) {
    switch (key) {
      case "createContact" -> createContact(value);
      case "addProfileToContact" -> profiles(value);
      case "only_new" -> onlyNew(value);
      case "warnings" -> warnings(value);
      case "ignored", "failed" -> ending(key, value);
      case "whole" -> whole(value);
      default -> {} // Said to be unknown.
    }
  }

  private void createContact(YamlNode value) {
    if (!(value instanceof YamlNode.MapNode) && !value.isAbsent()) {
      wrong(value, "'createContact' takes lines of 'field: value', or ~ for no call");
    }
  }

  private void profiles(YamlNode value) {
    if (value instanceof YamlNode.ListNode list) {
      list.items().forEach(item -> profile(item, "a profile takes lines of 'name: value'"));
    } else {
      profile(value, "'addProfileToContact' takes lines of 'name: value', a list of such");
    }
  }

  private void profile(YamlNode value, String takes) {
    if (value instanceof YamlNode.MapNode map) {
      Keys.check(map, PROFILE.keySet(), "a profile", problems);
    } else if (!value.isAbsent()) {
      wrong(value, takes + ", or ~ for no call");
    }
  }

  private void onlyNew(YamlNode value) {
    if (value instanceof YamlNode.ListNode list) {
      list.items().stream()
          .filter(item -> !isText(item))
          .forEach(item -> wrong(item, "a field of 'only_new' is a text"));
    } else if (!isText(value)) {
      wrong(value, "'only_new' takes a list of fields", "; write [] for none");
    }
  }

  private void warnings(YamlNode value) {
    if (value instanceof YamlNode.ListNode list) {
      list.items().forEach(item -> text(item, "a warning is a text"));
    } else {
      wrong(
          value, "'warnings' takes a list", "; write [] for none, or each warning as a line '- …'");
    }
  }

  private void ending(String key, YamlNode value) {
    text(value, "'" + key + "' takes a text, a part of the reason");
  }

  private void whole(YamlNode value) {
    boolean known = value.toDocument() instanceof Boolean;
    if (!known && value instanceof YamlNode.Scalar scalar && isText(scalar)) {
      problems.error(
          scalar.spot(),
          "'whole' takes true or false, not '" + scalar.text() + "'" + meant(scalar));
    } else if (!known) {
      wrong(value, "'whole' takes true or false");
    }
  }

  private static String meant(YamlNode.Scalar scalar) {
    try {
      return "; did you mean "
          + YesNo.read(scalar.text())
          + (scalar.plain() ? "?" : ", without quotes?");
    } catch (Unfit e) {
      return "";
    }
  }

  // ── beside an ending ──────────────────────────────────────────────────────────────────────────

  /** What would never be true, or was never compared, beside an ending. */
  private void alone(String ending, String what) {
    if (expect.get(ending) == null) {
      return;
    }
    for (String call : CALLS) {
      beside(call, ending, what + " sends nothing");
    }
    if (ending.equals("ignored")) {
      beside("warnings", ending, what + " has no warnings");
      beside("failed", ending, "a submission is one or the other");
    }
  }

  private void beside(String key, String ending, String why) {
    YamlNode value = expect.get(key);
    if (value != null && !isNone(value)) {
      problems.error(
          expect.spotOf(key), "'" + key + "' beside '" + ending + "': " + why + "; keep one");
    }
  }

  private static boolean isNone(YamlNode value) {
    return value instanceof YamlNode.ListNode list
        ? list.items().stream().allMatch(YamlNode::isAbsent)
        : value.isAbsent();
  }

  // ── what is said ──────────────────────────────────────────────────────────────────────────────

  private void text(YamlNode value, String takes) {
    if (!isText(value)) {
      wrong(value, takes, quoted(value));
    }
  }

  /** {@code email: it is none}, which YAML takes for a name and its value. */
  private static String quoted(YamlNode value) {
    if (!(value instanceof YamlNode.MapNode map) || map.entries().size() != 1) {
      return "";
    }
    YamlNode.Entry entry = map.entries().values().iterator().next();
    if (!(entry.value() instanceof YamlNode.Scalar text)) {
      return "";
    }
    String whole = (entry.key().text() + ": " + text.text()).strip().replace("'", "''");
    return "; put quotes around it: '" + whole + "'";
  }

  private void wrong(YamlNode value, String takes) {
    wrong(value, takes, "");
  }

  private void wrong(YamlNode value, String takes, String instead) {
    boolean blank = value instanceof YamlNode.Scalar && !isText(value);
    problems.error(value.spot(), takes + ", not " + (blank ? "nothing" : value.kind()) + instead);
  }
}
