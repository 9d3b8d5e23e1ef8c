package io.leadline.sandbox;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Faults as the control API reads and shows them. What is wrong is named, with what is allowed. */
final class FaultJson {
  /** What each name of the JSON sets; kind comes first and is apart. */
  private static final Map<String, BiFunction<Fault, Object, Fault>> SETTERS = setters();

  private FaultJson() {}

  /** A fault cannot be read: the message is for whoever sent it. */
  static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unreadable(String message) {
      super(message);
    }
  }

  private static Map<String, BiFunction<Fault, Object, Fault>> setters() {
    var setters = new LinkedHashMap<String, BiFunction<Fault, Object, Fault>>();
    setters.put("call", (fault, word) -> word.equals("both") ? fault : fault.on(operation(word)));
    setters.put("times", (fault, n) -> fault.times(number("times", n).intValueExact()));
    setters.put(
        "probability", (fault, p) -> fault.withProbability(number("probability", p).doubleValue()));
    setters.put(
        "delay_ms", (fault, ms) -> fault.withDelay(Duration.ofMillis(whole("delay_ms", ms))));
    setters.put("status", (fault, n) -> fault.withStatus(number("status", n).intValueExact()));
    setters.put(
        "retry_after",
        (fault, s) -> fault.withRetryAfter(Duration.ofSeconds(whole("retry_after", s))));
    setters.put(
        "retry_after_as", (fault, form) -> isDate(form) ? fault.withRetryAfterAsDate() : fault);
    setters.put(
        "per_second", (fault, n) -> fault.withPerSecond(number("per_second", n).intValueExact()));
    setters.put(
        "after_commit", (fault, yes) -> bool("after_commit", yes) ? fault.afterItCommits() : fault);
    setters.put("message", (fault, sentence) -> fault.withMessage(sentence.toString()));
    return setters;
  }

  static Fault read(Map<String, @Nullable Object> json) {
    var fault = Fault.of(kind(json));
    for (var entry : json.entrySet()) {
      fault = entry.getKey().equals("kind") ? fault : set(fault, entry.getKey(), entry.getValue());
    }
    return fault;
  }

  private static Fault set(Fault fault, String name, @Nullable Object value) {
    var setter = SETTERS.get(name);
    if (setter == null) {
      throw new Unreadable(
          "%s is unknown, known are: kind, %s"
              .formatted(name, String.join(", ", SETTERS.keySet())));
    }
    try {
      return value == null ? fault : setter.apply(fault, value);
    } catch (ArithmeticException tooLongOrBroken) {
      throw new Unreadable("%s is %s, must be a whole number".formatted(name, value));
    } catch (IllegalArgumentException wrong) {
      throw new Unreadable(String.valueOf(wrong.getMessage()));
    }
  }

  private static FaultKind kind(Map<String, @Nullable Object> json) {
    var word = String.valueOf(json.get("kind"));
    return FaultKind.named(word)
        .orElseThrow(
            () ->
                new Unreadable(
                    "kind is %s, must be one of: %s".formatted(word, FaultKind.words())));
  }

  private static Operation operation(Object word) {
    return Operation.named(word.toString())
        .orElseThrow(
            () ->
                new Unreadable(
                    "call is %s, must be createContact, addProfileToContact, both or hubspotRead"
                        .formatted(word)));
  }

  private static boolean isDate(Object form) {
    if (!form.equals("date") && !form.equals("seconds")) {
      throw new Unreadable("retry_after_as is %s, must be seconds or date".formatted(form));
    }
    return form.equals("date");
  }

  private static long whole(String name, Object value) {
    return number(name, value).longValueExact();
  }

  private static BigDecimal number(String name, Object value) {
    if (!(value instanceof Number)) {
      throw new Unreadable("%s is %s, must be a number".formatted(name, value));
    }
    return new BigDecimal(value.toString());
  }

  private static boolean bool(String name, Object value) {
    if (value instanceof Boolean yes) {
      return yes;
    }
    throw new Unreadable("%s is %s, must be true or false".formatted(name, value));
  }

  static Map<String, @Nullable Object> show(ActiveFault active) {
    var fault = active.fault();
    var on = fault.on();
    var wait = fault.retryAfter();
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("id", active.id());
    json.put("kind", fault.kind().word());
    json.put("call", on == null ? "both" : on.word());
    json.put("hits", active.hits());
    json.put("remaining", active.remaining());
    json.put("probability", fault.probability());
    json.put("delay_ms", fault.delay().toMillis());
    json.put("status", fault.status());
    json.put("retry_after", wait == null ? null : wait.toSeconds());
    json.put("retry_after_as", fault.retryAfterAsDate() ? "date" : "seconds");
    json.put("per_second", fault.perSecond());
    json.put("after_commit", fault.afterCommit());
    json.put("message", fault.message());
    return json;
  }
}
