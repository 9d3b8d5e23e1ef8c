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
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Jotform's webhook (sources.md §4): a multipart body about the submission, with the answers as
 * JSON in its field {@code rawRequest}. Answers are called {@code q3_fullName}; titles are not
 * sent, so that the label is the name without its number. Nothing is signed.
 *
 * <p>Where {@code rawRequest} is no JSON it is an answer as it is: a lead is not lost for it.
 */
final class Jotform extends OneObject {
  private static final String RAW = "rawRequest";

  /** What the form's page adds to the answers. */
  private static final Set<String> BOOKKEEPING =
      Set.of(
          "slug",
          "jsExecutionTracker",
          "submitSource",
          "submitDate",
          "buildDate",
          "uploadServerUrl",
          "eventObserver",
          "event_id",
          "timeToSubmit",
          "temp_upload",
          "file_server",
          "preview",
          "validatedNewRequiredFieldIDs",
          "path");

  private static final Pattern NUMBERED = Pattern.compile("q\\d+_(.+)");

  Jotform() {
    super("a Jotform webhook (a form with 'rawRequest' or 'submissionID')", BodyKind.ANY);
  }

  @Override
  public String name() {
    return "jotform";
  }

  @Override
  public Proof proof() {
    return SecretInRequest.of("Jotform");
  }

  @Override
  JsonObject checked(JsonObject form) throws Unexpected {
    if (form.text(RAW, "submissionID") == null) {
      throw new Unexpected("a body without them");
    }
    return form;
  }

  /** An edited submission comes under the same id. Where it was sent to is no content. */
  @Override
  Part part(JsonObject form, Bytes body) {
    var content = form.only("formID", "submissionID", RAW, "pretty");
    var submission = form.text("submissionID");
    return submission == null
        ? Parts.byContent(body, content, Parts.WINDOW)
        : Parts.of(Parts.key(submission), null, body, content);
  }

  @Override
  Submission submission(Event event, JsonObject form) {
    var answers = answers(form);
    return new Submission(
        event.hook(),
        event.source(),
        Objects.requireNonNullElse(form.text("submissionID"), event.key()),
        Objects.requireNonNullElse(form.text("event"), "submission"),
        null,
        event.receivedAt(),
        form.text("formID"),
        form.text("formTitle"),
        answers.byId(),
        answers.byTitle(),
        Map.of(),
        Map.of(),
        form.map());
  }

  private static Answers answers(JsonObject form) {
    try {
      return answered(JsonBody.object(Bytes.utf8(Objects.requireNonNullElse(form.text(RAW), ""))));
    } catch (Unexpected e) {
      return Answers.ofMembers(form.only(RAW, "pretty"));
    }
  }

  private static Answers answered(JsonObject raw) {
    var answers = new Answers();
    var uploads = raw.object("temp_upload");
    raw.map()
        .forEach(
            (name, value) -> {
              if (!BOOKKEEPING.contains(name)) {
                answers.add(id(name, uploads), label(name), readable(JsonObject.of(value), value));
              }
            });
    return answers;
  }

  /** Files come under the bare name; its number is said where they were uploaded. */
  private static String id(String name, JsonObject uploads) {
    return uploads.map().keySet().stream()
        .filter(upload -> label(upload).equals(name))
        .findFirst()
        .orElse(name);
  }

  private static String label(String name) {
    var numbered = NUMBERED.matcher(name);
    return numbered.matches() ? numbered.group(1) : name;
  }

  /** A date and a phone number as one text, a table without its form; anything else as it is. */
  private static @Nullable Object readable(JsonObject object, @Nullable Object value) {
    if (object.has("day") && object.has("month") && object.has("year")) {
      return date(object, value);
    }
    if (object.has("full") && object.map().size() == 1) {
      return object.value("full");
    }
    if (object.has("colIds") && object.has("rowIds")) {
      return answersIn(object);
    }
    return object.has("area") && object.has("phone") ? phone(object) : value;
  }

  /** Which rows and columns a table has is sent along, also where nothing was answered. */
  private static @Nullable Object answersIn(JsonObject table) {
    var answers = table.without("colIds", "rowIds").map();
    return answers.isEmpty() ? null : answers;
  }

  private static @Nullable Object date(JsonObject date, @Nullable Object value) {
    var year = date.text("year");
    var month = date.text("month");
    var day = date.text("day");
    if (year == null && month == null && day == null) {
      return null;
    }
    return year != null && month != null && day != null
        ? "%s-%s-%s".formatted(year, twoDigits(month), twoDigits(day))
        : value;
  }

  private static String twoDigits(String number) {
    return number.length() == 1 ? "0" + number : number;
  }

  private static @Nullable String phone(JsonObject phone) {
    var number =
        Stream.of("country", "area", "phone")
            .map(phone::text)
            .filter(Objects::nonNull)
            .reduce("", (before, part) -> before + " " + part)
            .strip();
    return number.isEmpty() ? null : number;
  }
}
