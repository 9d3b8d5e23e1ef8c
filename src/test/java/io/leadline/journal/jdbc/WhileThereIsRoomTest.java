package io.leadline.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadline.event.Bytes;
import io.leadline.event.ConnectionName;
import io.leadline.event.Happening;
import io.leadline.event.Happenings;
import io.leadline.event.Headers;
import io.leadline.event.HookName;
import io.leadline.event.Part;
import io.leadline.event.Request;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalUnavailable;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhileThereIsRoomTest {
  private static final long MIB = 1024 * 1024;

  private final AtomicLong free = new AtomicLong(1000 * MIB);
  private final List<Happening> told = new ArrayList<>();

  @Test
  void takesNothingAndGivesNoWorkUntilThereIsAQuarterMoreThanTheReserve(@TempDir Path folder) {
    try (Journal journal = open(folder)) {
      append(journal, "before");
      Instant later = Instant.now().plusSeconds(60);
      assertThat(journal.received(later, 10)).hasSize(1);

      free.set(64 * MIB - 1);
      assertThatThrownBy(() -> append(journal, "refused"))
          .isInstanceOf(JournalUnavailable.class)
          .hasMessageContainingAll("has 64.0 MiB free", "80.0 MiB must be", "DISK_RESERVE");
      assertThatThrownBy(journal::probe).isInstanceOf(JournalUnavailable.class);
      assertThat(journal.received(later, 10)).isEmpty();
      assertThat(journal.nextReceivedDue()).isEmpty();
      assertThat(journal.claim(ConnectionName.DEFAULT, later, 10)).isEmpty();
      assertThat(journal.ledger()).singleElement().matches(line -> line.balances());

      free.set(70 * MIB);
      assertThatThrownBy(() -> append(journal, "refused")).hasMessageContaining("70.0 MiB free");
      assertThat(journal.lowSpace()).isPresent();

      free.set(80 * MIB);
      append(journal, "after");
      assertThat(journal.lowSpace()).isEmpty();
      assertThat(journal.received(later, 10)).hasSize(2);
    }
    assertThat(told)
        .containsExactly(new Happening.DiskNearlyFull(63, 64), new Happening.DiskHasRoom(80));
  }

  @Test
  void namesMethodsThatAreThere() {
    assertThat(Arrays.stream(Journal.class.getMethods()).map(Method::getName))
        .containsAll(WhileThereIsRoom.names().toList());
  }

  private Journal open(Path folder) {
    Journal journal =
        JournalFactory.serve(
            JournalSettings.of("jdbc:sqlite:" + folder.resolve("room.db")),
            Surroundings.real(Happenings.NOBODY));
    return WhileThereIsRoom.of(journal, new DiskRoom(free::get, 64 * MIB, told::add));
  }

  private static void append(Journal journal, String key) {
    Instant now = Instant.now();
    var request =
        new Request(new HookName("h"), "POST", "/hooks/h", Headers.NONE, Bytes.utf8(key), now);
    var part = new Part(key, null, request.body(), request.body().sha256());
    journal.append(request, "generic", ConnectionName.DEFAULT, List.of(part), now);
  }
}
