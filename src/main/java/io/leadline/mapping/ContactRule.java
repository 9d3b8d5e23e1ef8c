package io.leadline.mapping;

import io.leadline.event.Bytes;
import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.CrmField;
import io.leadline.event.Documents;
import io.leadline.event.Warning;
import io.leadline.mapping.FieldRule.Misfit;
import io.leadline.mapping.field.FitContext;
import io.leadline.mapping.yaml.Spot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code createContact:} of a mapping, with the defaults behind it.
 *
 * @param fields by name, in the order of the file
 * @param defaults constants for what the file has no line for, or whose line gives nothing
 * @param required what the CRM insists on in this mode
 */
record ContactRule(
    String file,
    Map<String, FieldRule> fields,
    Map<String, FieldRule> defaults,
    List<CrmField> required,
    List<String> onlyNew,
    Set<String> strict,
    CrmValues values) {

  Call call(Scope scope, List<Warning> warnings) throws CannotMap {
    Making making = new Making(scope, warnings);
    Map<String, @Nullable Object> body = making.body();
    if (!making.failures.isEmpty()) {
      throw new CannotMap(String.join("; ", making.failures) + "; " + scope.existingQuestions());
    }
    return new Call(
        CallKind.CREATE_CONTACT, body, null, onlyNew.stream().filter(body::containsKey).toList());
  }

  Stream<Expression> expressions() {
    return fields.values().stream().map(FieldRule::rule).flatMap(Rule::expressions);
  }

  /** One body in the making. */
  private final class Making {
    private final Scope scope;
    private final List<Warning> warnings;
    private final List<String> failures = new ArrayList<>();
    private final Map<String, Object> made = new LinkedHashMap<>();
    private int room = Limits.BODY;
    private FitContext context = new FitContext(null);

    Making(Scope scope, List<Warning> warnings) {
      this.scope = scope;
      this.warnings = warnings;
    }

    Map<String, @Nullable Object> body() {
      Map<String, FieldRule> all = new LinkedHashMap<>(fields);
      defaults.forEach(all::putIfAbsent);
      context = new FitContext(countryOf(all.get("country_code")));
      all.values().forEach(this::add);
      required.stream().filter(field -> !all.containsKey(field.name())).forEach(this::noLine);
      return new LinkedHashMap<>(made);
    }

    /** A phone number without a country's code is read as one of the person's country. */
    private @Nullable String countryOf(@Nullable FieldRule country) {
      if (country == null) {
        return null;
      }
      String code = made(country);
      FieldRule constant = defaults.get(country.name());
      return code == null && constant != null && hasDefault(country) ? made(constant) : code;
    }

    private @Nullable String made(FieldRule country) {
      try {
        Object code = country.make(scope.untraced(), values, context);
        return code == null ? null : code.toString();
      } catch (Misfit e) {
        return null;
      }
    }

    private void add(FieldRule rule) {
      scope.trace().begins(CallKind.CREATE_CONTACT.wireName(), rule.name(), rule.spot());
      try {
        Object value = rule.make(scope, values, context);
        if (value == null) {
          fallBack(rule, rule.describeMissing(scope));
        } else {
          put(rule, value);
        }
      } catch (Misfit e) {
        misfit(rule, e.value(), e.why());
      }
    }

    private void misfit(FieldRule rule, String value, String why) {
      String name = rule.name();
      boolean dead = strict.contains(name) || (isRequired(name) && !hasDefault(rule));
      if (dead) {
        scope.trace().failed(why);
        failures.add(describe(rule) + ": " + why);
      } else {
        scope.trace().warned(why);
        warnings.add(new Warning(name, value, rule.spot().where(), why));
        useDefault(rule);
      }
    }

    private String describe(FieldRule rule) {
      List<String> read = rule.rule().expressions().map(e -> e.describe(scope)).toList();
      return rule.name() + ": " + (read.isEmpty() ? rule.spot().where() : String.join(", ", read));
    }

    private void fallBack(FieldRule rule, String missing) {
      String name = rule.name();
      if (strict.contains(name) || (isRequired(name) && !hasDefault(rule))) {
        scope.trace().failed(missing);
        failures.add(missing);
      } else {
        scope.trace().leftOut(missing);
        useDefault(rule);
      }
    }

    private void useDefault(FieldRule rule) {
      FieldRule constant = defaults.get(rule.name());
      if (constant != null && hasDefault(rule)) {
        add(constant);
      }
    }

    private boolean hasDefault(FieldRule rule) {
      FieldRule constant = defaults.get(rule.name());
      return constant != null && !constant.equals(rule);
    }

    private void put(FieldRule rule, Object value) {
      int size = Documents.write(value).length() * 3 + rule.name().length() + 4;
      int exact =
          size <= room
              ? size
              : Bytes.utf8(Documents.write(value)).size() + rule.name().length() + 4;
      if (exact > room) {
        misfit(rule, Wording.shortened(value), "the call would be longer than 256 KiB");
      } else {
        room -= exact;
        made.put(rule.name(), value);
        scope.trace().sent(value);
      }
    }

    private boolean isRequired(String name) {
      return required.stream().anyMatch(field -> field.name().equals(name));
    }

    private void noLine(CrmField field) {
      String why = "no line of " + file + " fills it, and the CRM requires it";
      scope.trace().begins(CallKind.CREATE_CONTACT.wireName(), field.name(), Spot.wholeFile(file));
      scope.trace().failed(why);
      failures.add(field.name() + ": " + why);
    }
  }
}
