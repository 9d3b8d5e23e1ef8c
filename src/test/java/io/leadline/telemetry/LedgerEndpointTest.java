package io.leadline.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Documents;
import io.leadline.event.HookName;
import io.leadline.journal.JournalUnavailable;
import io.leadline.journal.LedgerLine;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerEndpointTest {

  @Test
  void showsWhereEveryEventIs() {
    var answer =
        new LedgerEndpoint(
                () ->
                    List.of(
                        new LedgerLine(new HookName("a"), 10, 4, 3, 1, 1, 1, 2, 5, 6, 4),
                        new LedgerLine(new HookName("b"), 1, 1, 0, 0, 0, 0, 0, 0, 1, 0)))
            .ledger();

    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(Documents.write(answer.getBody()))
        .isEqualTo(
            "{\"balanced\":true,"
                + "\"total\":{\"received\":11,\"delivered\":5,\"dead\":3,\"ignored\":1,"
                + "\"discarded\":1,\"pending\":1,\"duplicates\":2,\"rejected\":5,"
                + "\"quarantined\":7,\"released\":4,\"balanced\":true},"
                + "\"hooks\":{"
                + "\"a\":{\"received\":10,\"delivered\":4,\"dead\":3,\"ignored\":1,"
                + "\"discarded\":1,\"pending\":1,\"duplicates\":2,\"rejected\":5,"
                + "\"quarantined\":6,\"released\":4,\"balanced\":true},"
                + "\"b\":{\"received\":1,\"delivered\":1,\"dead\":0,\"ignored\":0,"
                + "\"discarded\":0,\"pending\":0,\"duplicates\":0,\"rejected\":0,"
                + "\"quarantined\":1,\"released\":0,\"balanced\":true}}}");
  }

  @Test
  void saysThatItDoesNotBalanceEvenWhereHooksMakeUpForEachOther() {
    var answer =
        new LedgerEndpoint(
                () ->
                    List.of(
                        new LedgerLine(new HookName("a"), 2, 1, 0, 0, 0, 0, 0, 0, 0, 0),
                        new LedgerLine(new HookName("b"), 1, 2, 0, 0, 0, 0, 0, 0, 0, 0)))
            .ledger();

    assertThat(answer.getBody()).containsEntry("balanced", false);
  }

  @Test
  void answers503WhileTheJournalIsAway() {
    var answer =
        new LedgerEndpoint(
                () -> {
                  throw new JournalUnavailable("s3cret", new IllegalStateException());
                })
            .ledger();

    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(answer.getBody().toString()).doesNotContain("s3cret");
  }
}
