package io.leadline.mapping;

import io.leadline.event.Bytes;
import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.Documents;
import io.leadline.event.Warning;
import io.leadline.mapping.function.MappingFunction.Unfit;
import io.leadline.mapping.yaml.Spot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One {@code addProfileToContact:}.
 *
 * @param contactId where there is no createContact to give it
 * @param asMember whom to call as, where it is not the owner
 */
record ProfileRule(
    When when,
    Rule source,
    Map<String, Rule> payload,
    Include include,
    @Nullable Rule contactId,
    @Nullable Rule asMember,
    CrmValues values,
    Spot spot) {

  private static final String PAYLOAD = "profile_payload.";
  private static final String PROFILE = CallKind.ADD_PROFILE.wireName();

  /** Which answers go along without a line of their own. */
  enum Include {
    NONE,
    UNMAPPED,
    ALL
  }

  /** Null where its {@code when} does not hold or nothing is left to add. */
  @Nullable Call call(
      Scope scope, @Nullable String owner, List<Expression> mapped, List<Warning> warnings)
      throws CannotMap {
    String refusal = when.refusal(scope);
    if (refusal != null) {
      scope.trace().begins(PROFILE, "when", spot);
      scope.trace().leftOut(refusal);
      return null;
    }
    Map<String, @Nullable Object> content = new Content(scope, warnings).payload(mapped);
    if (content.isEmpty()) {
      return null;
    }
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    if (contactId != null) {
      body.put("contact_id", required("contact_id", contactId, scope));
    }
    body.put("profile_source", required("profile_source", source, scope));
    body.put("profile_payload", content);
    return new Call(CallKind.ADD_PROFILE, body, member(scope, owner, warnings), List.of());
  }

  /** Of its lines; what its {@code when} looks at is not sent by that. */
  Stream<Expression> expressions() {
    Stream<Rule> others = Stream.of(source, contactId, asMember).filter(rule -> rule != null);
    return Stream.concat(payload.values().stream(), others).flatMap(Rule::expressions);
  }

  Stream<Expression> everyExpression() {
    return Stream.concat(expressions(), when.expressions());
  }

  boolean includesAnswers() {
    return include != Include.NONE;
  }

  private static String required(String name, Rule rule, Scope scope) throws CannotMap {
    scope.trace().begins(PROFILE, name, rule.spot());
    try {
      String text = Wording.of(rule.evaluate(scope)).strip();
      if (text.length() > Limits.TEXT) {
        throw new Unfit("it is longer than " + Limits.TEXT + " characters");
      }
      if (!text.isEmpty()) {
        scope.trace().sent(text);
        return text;
      }
    } catch (Unfit e) {
      scope.trace().failed("" + e.getMessage());
      throw new CannotMap(
          name
              + " ("
              + rule.spot().where()
              + "): "
              + e.getMessage()
              + "; "
              + scope.existingQuestions());
    }
    List<String> read = rule.expressions().map(e -> e.describe(scope)).toList();
    scope.trace().failed("there is nothing, and the CRM requires it");
    throw new CannotMap(
        name + ": " + String.join(", ", read) + " matched nothing; " + scope.existingQuestions());
  }

  private @Nullable String member(Scope scope, @Nullable String owner, List<Warning> warnings) {
    if (asMember == null) {
      return owner;
    }
    String found = "";
    scope.trace().begins(PROFILE, "as_member", asMember.spot());
    try {
      Object value = asMember.evaluate(scope);
      if (value == null) {
        scope.trace().leftOut("there is nothing, so it is the owner's");
        return owner;
      }
      found = Wording.of(value);
      String member = values.resolve("contact_owner", value).toString();
      scope.trace().sent(member);
      return member;
    } catch (Unfit e) {
      scope.trace().warned("" + e.getMessage());
      warnings.add(
          new Warning(
              "as_member", Wording.shortened(found), asMember.spot().where(), "" + e.getMessage()));
      return owner;
    }
  }

  /** One payload in the making. */
  private final class Content {
    private final Scope scope;
    private final List<Warning> warnings;
    private final Map<String, @Nullable Object> made = new LinkedHashMap<>();
    private int room = Limits.BODY - 1024;

    Content(Scope scope, List<Warning> warnings) {
      this.scope = scope;
      this.warnings = warnings;
    }

    Map<String, @Nullable Object> payload(List<Expression> mapped) {
      payload.forEach(this::add);
      if (include != Include.NONE) {
        Map<String, Rule> lines = new LinkedHashMap<>(payload);
        lines.keySet().retainAll(made.keySet());
        IncludedAnswers.of(scope, include == Include.ALL ? List.of() : mapped, lines)
            .forEach(this::include);
      }
      return made;
    }

    private void add(String key, Rule rule) {
      scope.trace().begins(PROFILE, PAYLOAD + key, rule.spot());
      try {
        Object value = rule.evaluate(scope);
        if (value == null || Blank.is(value)) {
          scope.trace().leftOut("there is nothing");
        } else {
          put(key, value, rule.spot());
        }
      } catch (Unfit e) {
        scope.trace().warned("" + e.getMessage());
        warnings.add(
            new Warning(PAYLOAD + key, "", rule.spot().where(), String.valueOf(e.getMessage())));
      }
    }

    private void include(String title, Object value) {
      scope.trace().begins(PROFILE, PAYLOAD + title, spot);
      scope.trace().note("by 'include'");
      put(title, value, spot);
    }

    private void put(String key, Object value, Spot where) {
      Object flat = flat(value);
      if (flat instanceof String text && text.length() > Limits.TEXT) {
        flat = text.substring(0, text.offsetByCodePoints(0, Limits.TEXT / 2)) + "…";
        warn(key, value, where, "it is longer than " + Limits.TEXT + " characters and was cut");
      }
      int size = Bytes.utf8(Documents.write(flat) + Documents.write(key)).size() + 2;
      if (size > room) {
        scope.trace().warned("the call would be longer than 256 KiB");
        warn(key, value, where, "the call would be longer than 256 KiB");
      } else if (!made.containsKey(key)) {
        room -= size;
        made.put(key, flat);
        scope.trace().sent(flat);
      }
    }

    private Object flat(Object value) {
      Object one = value instanceof List<?> list && list.size() == 1 ? list.get(0) : value;
      return Numbers.canBeSent(one) || one instanceof Boolean ? one : Wording.of(one);
    }

    /** Noted too: a text that is cut is sent all the same, and its line would not tell. */
    private void warn(String key, Object value, Spot where, String why) {
      scope.trace().note(why);
      warnings.add(
          new Warning(
              PAYLOAD + Wording.shortened(key), Wording.shortened(value), where.where(), why));
    }
  }
}
