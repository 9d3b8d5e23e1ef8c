package io.leadline.receive;

import io.leadline.event.HookName;
import io.leadline.event.Request;
import io.leadline.journal.JournalUnavailable;
import io.leadline.journal.QuarantineShelf;
import io.leadline.journal.Quarantined;
import io.leadline.journal.QuarantinedRequest;
import io.leadline.journal.Receipt;
import io.leadline.journal.Release;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A quarantine in memory, and what was released from it. */
final class FakeShelf implements QuarantineShelf {
  final TreeMap<Long, QuarantinedRequest> kept = new TreeMap<>();
  final List<Release> released = new ArrayList<>();

  /** These are listed, and gone when they are looked at. */
  final Set<Long> vanished = new HashSet<>();

  private final FakeJournal journal = new FakeJournal();
  private long last;
  private int mayRelease = Integer.MAX_VALUE;

  long keep(Request request, @Nullable String proof) {
    last++;
    var line = new Quarantined(last, request.hook(), request.receivedAt(), 1, "did not match");
    kept.put(last, new QuarantinedRequest(line, request, proof));
    return last;
  }

  /** After so many the store is away. */
  void breakAfter(int releases) {
    mayRelease = releases;
  }

  @Override
  public List<Quarantined> lines(@Nullable HookName hook) {
    return kept.values().stream()
        .map(QuarantinedRequest::line)
        .filter(line -> hook == null || line.hook().equals(hook))
        .toList();
  }

  @Override
  public Optional<QuarantinedRequest> find(long seq) {
    return vanished.contains(seq) ? Optional.empty() : Optional.ofNullable(kept.get(seq));
  }

  @Override
  public Optional<List<Receipt>> release(Release release, Instant now) {
    if (released.size() == mayRelease) {
      throw new JournalUnavailable("the disk is full", new IOException("no space left"));
    }
    if (kept.remove(release.seq()) == null) {
      return Optional.empty();
    }
    released.add(release);
    return Optional.of(
        journal.append(
            release.request(),
            release.source(),
            release.connection(),
            release.parts(),
            release.dueAt()));
  }
}
