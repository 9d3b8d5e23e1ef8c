package io.leadline.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The texts of mappings: of every set that made calls, so that old events can be explained, and the
 * versions that were published for all servers. Nothing of it is deleted. Throws as {@link Journal}
 * does.
 */
public interface MappingShelf {

  // ── the sets that are in use ───────────────────────────────────────────────────────────────────

  /**
   * Keeps sets that come into force together, all or none, and that they came last. What is kept
   * already stays as it is. To be called before the first event is prepared with one of them.
   */
  void comeIntoForce(List<KeptMappings> sets);

  /** The set of this hash. */
  Optional<KeptMappings> find(String hash);

  /** One of those that came into force last. */
  Optional<KeptMappings> lastInForce();

  // ── versions ───────────────────────────────────────────────────────────────────────────────────

  /**
   * Makes files the current version, under the next number. Of several at the same time each gets a
   * number of its own.
   *
   * @return empty where another version is current than the one that it is to follow: nothing was
   *     changed
   */
  Optional<MappingVersion> publish(Publication publication, Instant at);

  /** The number of the current version; 0 where nothing was published yet. Cheap. */
  int current();

  Optional<PublishedMappings> published(int number);

  /** Newest first. */
  List<MappingVersion> history();
}
