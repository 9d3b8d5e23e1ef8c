package io.leadline.source.tool;

import io.leadline.event.Bytes;
import io.leadline.event.Event;
import io.leadline.event.Part;
import io.leadline.event.Submission;
import io.leadline.source.Proof;
import io.leadline.source.body.Answers;
import io.leadline.source.body.BodyKind;
import io.leadline.source.body.JsonObject;
import io.leadline.source.body.Parts;
import io.leadline.source.body.Unexpected;
import io.leadline.source.signature.SecretInRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Webhooks add-on of Gravity Forms (sources.md §10): the whole entry, its answers under the ids
 * of their fields ({@code 2}, and {@code 1.3} for a part of one), or fields that the author chose
 * under names of theirs. No titles are sent, and nothing is signed.
 *
 * <p>A field of several inputs, as with boxes to tick, is sent as its inputs only. Under the
 * field's own id they are an answer too, a list of what is not empty: a mapping need not know every
 * box.
 */
final class GravityForms extends OneObject {

  /** What an entry has beside its answers. */
  private static final String[] BOOKKEEPING = {
    "id",
    "form_id",
    "post_id",
    "date_created",
    "date_updated",
    "is_starred",
    "is_read",
    "ip",
    "source_url",
    "source_id",
    "user_agent",
    "currency",
    "payment_status",
    "payment_date",
    "payment_amount",
    "payment_method",
    "transaction_id",
    "transaction_type",
    "is_fulfilled",
    "created_by",
    "status"
  };

  /** What the site changes without a new answer, as when somebody looks at the entry. */
  private static final String[] CHANGING = {"date_updated", "is_starred", "is_read"};

  /** Of an input the field's id and its own. */
  private static final Pattern INPUT = Pattern.compile("([1-9]\\d*)\\.\\d+");

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  GravityForms() {
    super("an entry of Gravity Forms (a JSON object or a form with something in it)", BodyKind.ANY);
  }

  @Override
  public String name() {
    return "gravity-forms";
  }

  @Override
  public Proof proof() {
    return SecretInRequest.of("Gravity Forms");
  }

  @Override
  JsonObject checked(JsonObject entry) throws Unexpected {
    return entry.orUnexpectedIfEmpty();
  }

  @Override
  Part part(JsonObject entry, Bytes body) {
    return isWhole(entry)
        ? Parts.of(key(entry), null, body, entry.without(CHANGING))
        : Parts.byContent(body, entry, Parts.WINDOW);
  }

  private static String key(JsonObject entry) {
    return Parts.key(entry.text("form_id"), entry.text("id"));
  }

  /** Of chosen fields one may be called {@code id} as well. */
  private static boolean isWhole(JsonObject entry) {
    return entry.text("id") != null && entry.text("form_id") != null;
  }

  @Override
  Submission submission(Event event, JsonObject entry) {
    var answers = Answers.ofMembers(isWhole(entry) ? entry.without(BOOKKEEPING) : entry);
    return new Submission(
        event.hook(),
        event.source(),
        isWhole(entry) ? Objects.requireNonNull(entry.text("id")) : event.key(),
        "submission",
        isWhole(entry) ? utc(entry.text("date_created")) : null,
        event.receivedAt(),
        entry.text("form_id"),
        null,
        withFields(answers.byId()),
        answers.byTitle(),
        Map.of(),
        Map.of(),
        entry.map());
  }

  /** By id only: by title, from which all answers can be taken along, nothing comes twice. */
  private static Map<String, @Nullable Object> withFields(Map<String, @Nullable Object> inputs) {
    var answers = new LinkedHashMap<>(inputs);
    fields(inputs).forEach(answers::putIfAbsent);
    return answers;
  }

  private static Map<String, List<String>> fields(Map<String, @Nullable Object> inputs) {
    var fields = new LinkedHashMap<String, List<String>>();
    inputs.forEach(
        (name, value) -> {
          var input = INPUT.matcher(name);
          if (input.matches()) {
            var field = fields.computeIfAbsent(input.group(1), id -> new ArrayList<>());
            Optional.ofNullable(JsonObject.textOf(value)).ifPresent(field::add);
          }
        });
    return fields;
  }

  /** Without a zone: the add-on stores its times in UTC. */
  private static @Nullable Instant utc(@Nullable String text) {
    try {
      return text == null ? null : LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException notATime) {
      return null;
    }
  }
}
