package io.leadline.mapping;

import io.leadline.event.Call;
import io.leadline.event.Person;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.event.Warning;
import io.leadline.mapping.yaml.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One mapping file, compiled.
 *
 * @param ignore why its events are ignored; null where it makes calls
 * @param contact null where it only adds profiles
 * @param searches how many of its paths may look through all of a submission
 */
record Mapping(
    String file,
    Set<String> hooks,
    Map<String, Question> questions,
    When when,
    @Nullable String ignore,
    @Nullable ContactRule contact,
    List<ProfileRule> profiles,
    List<Expression> expressions,
    int searches) {

  String name() {
    return file.substring(0, file.length() - ".yaml".length());
  }

  /** Every place that reads a question, in the file's order. */
  List<QuestionRead> questionsRead() {
    List<QuestionRead> read = new ArrayList<>();
    questions.values().forEach(it -> read.add(read(it.spot(), it.names())));
    for (Expression expression : expressions) {
      if (expression.answer() != null) {
        read.add(read(expression.spot(), List.of(expression.answer())));
      }
    }
    return read;
  }

  private static QuestionRead read(Spot spot, List<String> names) {
    return new QuestionRead(spot.file(), spot.line(), spot.column(), names);
  }

  Decision decide(Scope scope) {
    if (ignore != null) {
      return new Decision.Ignored(name(), new Reason(ReasonCode.MAPPING_IGNORES, ignore));
    }
    List<Warning> warnings = new ArrayList<>();
    try {
      return calls(scope, warnings);
    } catch (CannotMap e) {
      Reason reason = new Reason(ReasonCode.MAPPING_FAILED, e.sentence());
      return new Decision.Failed(name(), reason, List.copyOf(warnings));
    }
  }

  private Decision calls(Scope scope, List<Warning> warnings) throws CannotMap {
    List<Call> calls = new ArrayList<>();
    if (contact != null) {
      calls.add(contact.call(scope, warnings));
    }
    List<Expression> mapped = mapped();
    for (ProfileRule profile : profiles) {
      Call call = profile.call(scope, ownerIn(calls), mapped, warnings);
      if (call != null) {
        calls.add(call);
      }
    }
    if (calls.isEmpty()) {
      String why = "no addProfileToContact of " + file + " had anything to add";
      return new Decision.Ignored(name(), new Reason(ReasonCode.MAPPING_IGNORES, why));
    }
    return new Decision.Calls(name(), person(calls), List.copyOf(calls), List.copyOf(warnings));
  }

  private List<Expression> mapped() {
    Stream<Expression> contacts = contact == null ? Stream.empty() : contact.expressions();
    return Stream.concat(contacts, profiles.stream().flatMap(ProfileRule::expressions)).toList();
  }

  private @Nullable String ownerIn(List<Call> calls) {
    Object owner = calls.isEmpty() ? null : calls.get(0).body().get("contact_owner");
    return owner == null ? null : owner.toString();
  }

  private Person person(List<Call> calls) throws CannotMap {
    if (contact != null) {
      return new Person.ByEmail(String.valueOf(calls.get(0).body().get("email")));
    }
    List<String> ids =
        calls.stream()
            .map(call -> String.valueOf(call.body().get("contact_id")))
            .distinct()
            .toList();
    if (ids.size() > 1) {
      throw new CannotMap(
          "contact_id: the profiles of "
              + file
              + " are about "
              + ids.size()
              + " contacts; one event is about one");
    }
    return new Person.ByContactId(ids.get(0));
  }
}
