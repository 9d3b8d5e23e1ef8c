package io.leadline.journal.jdbc;

import io.leadline.journal.JournalRefused;
import java.time.Instant;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/** Facts about this journal itself, made once. */
final class Meta {
  private static final String JOURNAL_ID = "journal-id";
  private static final String LANE_KEY = "lane-key";
  private static final String PROBED = "probed-at";

  private static final String PUT_ONCE =
      "insert into meta (name, value) values (:name, :value) on conflict (name) do nothing";

  private static final String PUT =
      """
      insert into meta (name, value) values (:name, :value)
      on conflict (name) do update set value = excluded.value
      """;

  private static final String GET = "select value from meta where name = :name";

  private Meta() {}

  static void makeOnce(Handle db, RandomGenerator random) {
    putOnce(db, JOURNAL_ID, random, 16);
    putOnce(db, LANE_KEY, random, LaneNames.KEY_BYTES);
  }

  static LaneNames laneNames(Handle db) {
    String key =
        db.createQuery(GET)
            .bind("name", LANE_KEY)
            .mapTo(String.class)
            .findOne()
            .orElseThrow(
                () ->
                    new JournalRefused(
                        "the journal was being made when its server ended (start the server once:"
                            + " it makes the journal whole)"));
    return new LaneNames(Base64.getUrlDecoder().decode(key));
  }

  static void probed(Handle db, Instant at) {
    db.createUpdate(PUT).bind("name", PROBED).bind("value", at.toString()).execute();
  }

  private static void putOnce(Handle db, String name, RandomGenerator random, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    db.createUpdate(PUT_ONCE).bind("name", name).bind("value", value).execute();
  }
}
