package io.leadline.journal.jdbc;

import io.leadline.event.Call;
import io.leadline.event.CallKind;
import io.leadline.event.Documents;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.event.Warning;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** How values stand in columns. */
final class Columns {
  private Columns() {}

  /** {@link Instant#MAX} and the like become the nearest time that a column holds. */
  static long millis(Instant time) {
    if (time.isBefore(Instant.ofEpochMilli(Long.MIN_VALUE))) {
      return Long.MIN_VALUE;
    }
    return time.isAfter(Instant.ofEpochMilli(Long.MAX_VALUE))
        ? Long.MAX_VALUE
        : time.toEpochMilli();
  }

  static @Nullable Long millisOrNull(@Nullable Instant time) {
    return time == null ? null : millis(time);
  }

  static Instant time(ResultSet row, String column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
    Instant time = time(row, column);
    return row.wasNull() ? null : time;
  }

  /** The one column of an aggregate, which is null where there was nothing to aggregate. */
  static RowMapper<Optional<Instant>> maybeTime(String column) {
    return (row, context) -> Optional.ofNullable(timeOrNull(row, column));
  }

  static @Nullable Reason reason(ResultSet row, String code, String sentence) throws SQLException {
    String stored = row.getString(code);
    return stored == null ? null : new Reason(ReasonCode.of(stored), row.getString(sentence));
  }

  static @Nullable String code(@Nullable Reason reason) {
    return reason == null ? null : reason.code().code();
  }

  static @Nullable String sentence(@Nullable Reason reason) {
    return reason == null ? null : reason.sentence();
  }

  static String callsJson(List<Call> calls) {
    return Documents.write(calls.stream().map(Columns::document).toList());
  }

  static List<Call> calls(@Nullable String json) {
    return list(json).stream().map(Columns::call).toList();
  }

  static String warningsJson(List<Warning> warnings) {
    return Documents.write(warnings.stream().map(Columns::document).toList());
  }

  static List<Warning> warnings(@Nullable String json) {
    return list(json).stream().map(Columns::warning).toList();
  }

  private static Map<String, @Nullable Object> document(Call call) {
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put("kind", call.kind().wireName());
    document.put("body", call.body());
    document.put("as_member", call.asMember());
    document.put("only_new", call.onlyNew());
    return document;
  }

  @SuppressWarnings("unchecked")
  private static Call call(Map<String, @Nullable Object> document) {
    return new Call(
        CallKind.of(text(document, "kind")),
        (Map<String, @Nullable Object>) document.getOrDefault("body", Map.of()),
        (String) document.get("as_member"),
        (List<String>) document.getOrDefault("only_new", List.of()));
  }

  private static Map<String, @Nullable Object> document(Warning warning) {
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put("field", warning.field());
    document.put("value", warning.value());
    document.put("where", warning.where());
    document.put("why", warning.why());
    return document;
  }

  private static Warning warning(Map<String, @Nullable Object> document) {
    return new Warning(
        text(document, "field"),
        text(document, "value"),
        text(document, "where"),
        text(document, "why"));
  }

  private static String text(Map<String, @Nullable Object> document, String key) {
    return String.valueOf(document.get(key));
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, @Nullable Object>> list(@Nullable String json) {
    try {
      Object document = json == null ? null : Documents.read(json);
      return document == null ? List.of() : (List<Map<String, @Nullable Object>>) document;
    } catch (Documents.NotJson e) {
      throw new IllegalStateException("internal error: the journal holds JSON that is none", e);
    }
  }
}
