package io.leadline.journal.jdbc;

import io.leadline.event.Bytes;
import io.leadline.journal.KeptMappings;
import io.leadline.journal.MappingShelf;
import io.leadline.journal.MappingVersion;
import io.leadline.journal.Publication;
import io.leadline.journal.PublishedMappings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Tables {@code mapping_set} and {@code mapping_version}. */
final class JdbcMappings implements MappingShelf {
  /** Within what is kept of a set. */
  private static final String FILES = "files/";

  private static final String FIELDS = "fields.json";

  private static final String KEEP =
      """
      insert into mapping_set (hash, engine, mode, content, first_used, taken_up)
      values (:hash, :engine, :mode, :content, :firstUsed,
              (select coalesce(max(taken_up), 0) + 1 from mapping_set))
      on conflict (hash) do update set taken_up = excluded.taken_up
      """;

  private static final String KEPT =
      "select hash, engine, mode, content, first_used from mapping_set ";

  private static final String FIND = KEPT + "where hash = :hash";

  private static final String LAST = KEPT + "order by taken_up desc limit 1";

  private static final String CURRENT = "select coalesce(max(number), 0) from mapping_version";

  private static final String PUBLISH =
      """
      insert into mapping_version (number, published_at, hash, note, back_to, files, content)
      values (:number, :at, :hash, :note, :backTo, :files, :content)
      """;

  private static final String PUBLISHED =
      """
      select number, published_at, hash, note, back_to, files, content from mapping_version
      where number = :number
      """;

  private static final String HISTORY =
      """
      select number, published_at, hash, note, back_to, files from mapping_version
      order by number desc
      """;

  private final Writer writer;
  private final Readers readers;

  JdbcMappings(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  // ── the sets that are in use ───────────────────────────────────────────────────────────────────

  @Override
  public void comeIntoForce(List<KeptMappings> sets) {
    var packed = new LinkedHashMap<KeptMappings, byte[]>();
    sets.forEach(set -> packed.put(set, Packed.pack(content(set))));
    writer.write(
        db -> {
          packed.forEach((set, content) -> keep(db, set, content));
          return packed.size();
        });
  }

  private static Map<String, Bytes> content(KeptMappings set) {
    var content = new TreeMap<String, Bytes>();
    set.files().forEach((name, text) -> content.put(FILES + name, Bytes.utf8(text)));
    content.put(FIELDS, Bytes.utf8(set.fields()));
    return content;
  }

  private static void keep(Handle db, KeptMappings set, byte[] content) {
    db.createUpdate(KEEP)
        .bind("hash", set.hash())
        .bind("engine", set.engine())
        .bind("mode", set.mode())
        .bind("content", content)
        .bind("firstUsed", Columns.millis(set.firstUsed()))
        .execute();
  }

  @Override
  public Optional<KeptMappings> find(String hash) {
    return readers.read(
        db -> db.createQuery(FIND).bind("hash", hash).map((row, context) -> kept(row)).findOne());
  }

  @Override
  public Optional<KeptMappings> lastInForce() {
    return readers.read(db -> db.createQuery(LAST).map((row, context) -> kept(row)).findOne());
  }

  private static KeptMappings kept(ResultSet row) throws SQLException {
    Map<String, Bytes> content = Packed.unpack(row.getBytes("content"));
    return new KeptMappings(
        row.getString("hash"),
        row.getString("engine"),
        row.getString("mode"),
        texts(content),
        content.getOrDefault(FIELDS, Bytes.EMPTY).asUtf8(),
        Columns.time(row, "first_used"));
  }

  private static Map<String, String> texts(Map<String, Bytes> content) {
    var texts = new TreeMap<String, String>();
    content.forEach(
        (name, text) -> {
          if (name.startsWith(FILES)) {
            texts.put(name.substring(FILES.length()), text.asUtf8());
          }
        });
    return texts;
  }

  // ── versions ───────────────────────────────────────────────────────────────────────────────────

  @Override
  public Optional<MappingVersion> publish(Publication publication, Instant at) {
    byte[] content = Packed.pack(publication.files());
    return writer.write(db -> publish(db, publication, content, at));
  }

  /** Whoever writes is alone: between the question and the insert no version can come. */
  private static Optional<MappingVersion> publish(
      Handle db, Publication publication, byte[] content, Instant at) {
    int current = current(db);
    if (publication.onto() != null && publication.onto() != current) {
      return Optional.empty();
    }
    var version =
        new MappingVersion(
            current + 1,
            Instant.ofEpochMilli(Columns.millis(at)),
            publication.hash(),
            publication.note(),
            publication.backTo(),
            publication.files().size());
    db.createUpdate(PUBLISH)
        .bind("number", version.number())
        .bind("at", Columns.millis(at))
        .bind("hash", version.hash())
        .bind("note", version.note())
        .bind("backTo", version.backTo())
        .bind("files", version.files())
        .bind("content", content)
        .execute();
    return Optional.of(version);
  }

  @Override
  public int current() {
    return readers.read(JdbcMappings::current);
  }

  private static int current(Handle db) {
    return db.createQuery(CURRENT).mapTo(int.class).one();
  }

  @Override
  public Optional<PublishedMappings> published(int number) {
    return readers.read(
        db ->
            db.createQuery(PUBLISHED)
                .bind("number", number)
                .map((row, context) -> published(row))
                .findOne());
  }

  private static PublishedMappings published(ResultSet row) throws SQLException {
    return new PublishedMappings(version(row), Packed.unpack(row.getBytes("content")));
  }

  @Override
  public List<MappingVersion> history() {
    return readers.read(db -> db.createQuery(HISTORY).map((row, context) -> version(row)).list());
  }

  private static MappingVersion version(ResultSet row) throws SQLException {
    int backTo = row.getInt("back_to");
    return new MappingVersion(
        row.getInt("number"),
        Columns.time(row, "published_at"),
        row.getString("hash"),
        row.getString("note"),
        backTo == 0 ? null : backTo,
        row.getInt("files"));
  }
}
