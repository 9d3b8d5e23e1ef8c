package io.leadline.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.event.ConnectionName;
import io.leadline.event.EventId;
import io.leadline.event.Happenings;
import io.leadline.event.Headers;
import io.leadline.event.HookName;
import io.leadline.event.Part;
import io.leadline.event.Request;
import io.leadline.journal.Journal;
import io.leadline.journal.LedgerLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class KillTest {
  private static final int ENOUGH = 200;

  @TempDir Path folder;

  @Test
  @Timeout(120)
  void keepsEveryAcknowledgedEventWhenTheProcessIsKilled() throws Exception {
    List<EventId> acknowledged = appendInAChildAndKillIt();

    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH);
    try (Journal journal = open(url())) {
      assertThat(acknowledged).allMatch(id -> journal.find(id).isPresent());
      assertThat(journal.ledger()).allMatch(LedgerLine::balances);
      assertThat(journal.countedLedger()).isEqualTo(journal.ledger());
    }
  }

  private List<EventId> appendInAChildAndKillIt() throws Exception {
    Process child = start();
    try (BufferedReader output = child.inputReader()) {
      List<EventId> acknowledged = read(output, ENOUGH);
      // Not of the process itself: that would close the pipe with what was said last.
      child.toHandle().destroyForcibly();
      acknowledged.addAll(read(output, Integer.MAX_VALUE));
      return acknowledged;
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  private Process start() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java, "-cp", System.getProperty("java.class.path"), Child.class.getName(), url())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Whole lines only: the kill may cut the last one. Lines of the log are passed over. */
  private static List<EventId> read(BufferedReader output, int atMost) throws IOException {
    var ids = new ArrayList<EventId>();
    String line = "";
    while (ids.size() < atMost && line != null) {
      line = output.readLine();
      if (line != null && line.matches("ack [0-9A-Z]{26}\\.")) {
        ids.add(new EventId(line.substring(4, 30)));
      }
    }
    return ids;
  }

  private String url() {
    return "jdbc:sqlite:" + folder.resolve("killed.db");
  }

  private static Journal open(String url) {
    return JournalFactory.serve(JournalSettings.of(url), Surroundings.real(Happenings.NOBODY));
  }

  /** Appends until it is killed; says each id once the journal has given it. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) {
      Journal journal = open(args[0]);
      for (int thread = 0; thread < 4; thread++) {
        String name = "t" + thread;
        new Thread(() -> appendForEver(journal, name)).start();
      }
    }

    private static void appendForEver(Journal journal, String thread) {
      for (int i = 0; true; i++) {
        EventId id = append(journal, thread + "-" + i);
        synchronized (Child.class) {
          System.out.println("ack " + id + ".");
          System.out.flush();
        }
      }
    }

    private static EventId append(Journal journal, String key) {
      Instant now = Instant.now();
      var request =
          new Request(new HookName("h"), "POST", "/hooks/h", Headers.NONE, Bytes.utf8(key), now);
      var part = new Part(key, null, request.body(), request.body().sha256());
      return journal
          .append(request, "generic", new ConnectionName("default"), List.of(part), now)
          .get(0)
          .event();
    }
  }
}
