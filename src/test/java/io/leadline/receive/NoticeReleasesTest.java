package io.leadline.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Happening;
import io.leadline.event.Happening.QuarantineReleased;
import io.leadline.event.HookName;
import io.leadline.journal.LedgerLine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticeReleasesTest {
  private static final HookName FORM = new HookName("form");
  private static final HookName OTHER = new HookName("other");

  private final FakeJournal journal = new FakeJournal();
  private final List<Happening> told = new ArrayList<>();
  private final NoticeReleases releases = new NoticeReleases(journal.journal(), told::add);

  @Test
  void tellsOnceOfWhatWasReleasedSinceTheLookBefore() {
    look(line(FORM, 5));
    look(line(FORM, 5));
    assertThat(told).as("what was released before the start").isEmpty();

    look(line(FORM, 25), line(OTHER, 1));
    look(line(FORM, 25), line(OTHER, 1));

    assertThat(told)
        .containsExactly(new QuarantineReleased(FORM, 20), new QuarantineReleased(OTHER, 1));
  }

  @Test
  void missesNothingWhileTheJournalIsAway() {
    look(line(FORM, 5));
    journal.beUnavailable();
    releases.look();
    journal.fail(null);

    look(line(FORM, 7));

    assertThat(told).containsExactly(new QuarantineReleased(FORM, 2));
  }

  private void look(LedgerLine... lines) {
    journal.ledger = List.of(lines);
    releases.look();
  }

  private static LedgerLine line(HookName hook, long released) {
    return new LedgerLine(hook, 0, 0, 0, 0, 0, 0, 0, 0, 30, released);
  }
}
