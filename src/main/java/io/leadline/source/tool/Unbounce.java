package io.leadline.source.tool;

import io.leadline.event.Bytes;
import io.leadline.event.Event;
import io.leadline.event.Part;
import io.leadline.event.Submission;
import io.leadline.source.Proof;
import io.leadline.source.body.Answers;
import io.leadline.source.body.BodyKind;
import io.leadline.source.body.JsonBody;
import io.leadline.source.body.JsonObject;
import io.leadline.source.body.Parts;
import io.leadline.source.body.Unexpected;
import io.leadline.source.signature.SecretInRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Unbounce's webhook (sources.md §17): form fields about the page, and what was entered as JSON in
 * the field {@code data.json}, each value in a list. Nothing is signed, and a submission has no id.
 */
final class Unbounce extends OneObject {
  private static final String ENTERED = "data.json";

  /** What Unbounce adds to what was entered. */
  private static final Set<String> BOOKKEEPING =
      Set.of(
          "ip_address",
          "time_submitted",
          "date_submitted",
          "page_uuid",
          "page_url",
          "page_name",
          "variant");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd h:mm a 'UTC'", Locale.US);

  Unbounce() {
    super("an Unbounce webhook (a form with 'data.json')", BodyKind.FORM);
  }

  @Override
  public String name() {
    return "unbounce";
  }

  @Override
  public Proof proof() {
    return SecretInRequest.of("Unbounce");
  }

  @Override
  JsonObject checked(JsonObject form) throws Unexpected {
    if (form.text(ENTERED) == null) {
      throw new Unexpected("a form without it");
    }
    return form;
  }

  @Override
  Part part(JsonObject form, Bytes body) {
    return Parts.byContent(body, form, Parts.WINDOW);
  }

  @Override
  Submission submission(Event event, JsonObject form) {
    var entered = entered(form);
    var answers = new Answers();
    entered
        .map()
        .forEach(
            (name, value) -> {
              if (!BOOKKEEPING.contains(name)) {
                answers.add(name, name, single(value));
              }
            });
    return new Submission(
        event.hook(),
        event.source(),
        event.key(),
        "submission",
        submittedAt(entered),
        event.receivedAt(),
        form.text("page_id"),
        form.text("page_name"),
        answers.byId(),
        answers.byTitle(),
        Map.of(),
        Map.of(),
        form.map());
  }

  /** Where it is no JSON it is an answer as it is: a lead is not lost for it. */
  private static JsonObject entered(JsonObject form) {
    var text = String.valueOf(form.text(ENTERED));
    try {
      return JsonBody.object(Bytes.utf8(text));
    } catch (Unexpected e) {
      return JsonObject.EMPTY.with(ENTERED, text);
    }
  }

  /** Of several values the list, of one the value. */
  private static @Nullable Object single(@Nullable Object value) {
    return value instanceof List<?> list && list.size() == 1 ? list.get(0) : value;
  }

  private static @Nullable Instant submittedAt(JsonObject entered) {
    var date = single(entered.value("date_submitted"));
    var time = single(entered.value("time_submitted"));
    try {
      return LocalDateTime.parse(date + " " + time, TIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException notATime) {
      return null;
    }
  }
}
