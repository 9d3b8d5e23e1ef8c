package io.leadline.journal.jdbc;

import io.leadline.event.Bytes;
import io.leadline.event.Documents;
import io.leadline.event.Documents.NotJson;
import io.leadline.event.HookName;
import io.leadline.form.FormName;
import io.leadline.form.Known;
import io.leadline.form.Question;
import io.leadline.journal.FormShelf;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Table {@code question}. */
final class JdbcForms implements FormShelf {
  private static final String SELECT =
      """
      select hook, form, id, title, former_titles, type, options,
             first_seen, last_seen, removed_at
      from question %s order by hook, form, first_seen, place
      """;

  private static final String KEEP =
      """
      insert into question (hook, form, id, place, title, former_titles, type, options,
                            first_seen, last_seen, removed_at)
      values (:hook, :form, :id, :place, :title, :formerTitles, :type, :options,
              :firstSeen, :lastSeen, :removedAt)
      on conflict (hook, form, id) do update
      set title = excluded.title, former_titles = excluded.former_titles,
          type = excluded.type, options = excluded.options, last_seen = excluded.last_seen,
          removed_at = excluded.removed_at
      """;

  private final Writer writer;
  private final Readers readers;

  JdbcForms(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public void keep(FormName form, List<Known> questions) {
    writer.write(
        db -> {
          for (int place = 0; place < questions.size(); place++) {
            keep(db, form, questions.get(place), place);
          }
          return questions.size();
        });
  }

  private static void keep(Handle db, FormName form, Known known, int place) {
    var question = known.question();
    db.createUpdate(KEEP)
        .bind("hook", form.hook().value())
        .bind("form", form.form())
        .bind("id", question.id())
        .bind("place", place)
        .bind("title", question.title())
        .bind("formerTitles", Documents.write(known.formerTitles()))
        .bind("type", question.type())
        .bind("options", Documents.write(question.options()))
        .bind("firstSeen", Columns.millis(known.firstSeen()))
        .bind("lastSeen", Columns.millis(known.lastSeen()))
        .bind("removedAt", Columns.millisOrNull(known.removedAt()))
        .execute();
  }

  @Override
  public Map<FormName, List<Known>> all(@Nullable HookName hook) {
    return readers.read(db -> all(db, hook));
  }

  private static Map<FormName, List<Known>> all(Handle db, @Nullable HookName hook) {
    var select = db.createQuery(SELECT.formatted(hook == null ? "" : "where hook = :hook"));
    if (hook != null) {
      select.bind("hook", hook.value());
    }
    var all = new LinkedHashMap<FormName, List<Known>>();
    select
        .map((row, context) -> Map.entry(form(row), known(row)))
        .forEach(
            entry ->
                all.computeIfAbsent(entry.getKey(), form -> new ArrayList<>())
                    .add(entry.getValue()));
    return all;
  }

  private static FormName form(ResultSet row) throws SQLException {
    return new FormName(new HookName(row.getString("hook")), row.getString("form"));
  }

  private static Known known(ResultSet row) throws SQLException {
    return new Known(
        new Question(
            row.getString("id"),
            row.getString("title"),
            row.getString("type"),
            texts(row.getString("options"))),
        texts(row.getString("former_titles")),
        Columns.time(row, "first_seen"),
        Columns.time(row, "last_seen"),
        Columns.timeOrNull(row, "removed_at"));
  }

  private static List<String> texts(String json) {
    try {
      return Documents.read(Bytes.utf8(json)) instanceof List<?> list
          ? list.stream().map(String::valueOf).toList()
          : List.of();
    } catch (NotJson e) {
      return List.of();
    }
  }
}
