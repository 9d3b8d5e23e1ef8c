package io.leadline.receive;

import io.leadline.event.Part;
import io.leadline.event.Request;
import io.leadline.journal.Journal;
import io.leadline.journal.QuarantineShelf;
import io.leadline.journal.Receipt;
import io.leadline.journal.Release;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A verified request, cut into events and ready to be stored: the same whether it has just come or
 * lay in the quarantine until now.
 */
record Intake(Hook hook, Request request, List<Part> parts, Instant now) {

  static Intake of(Hook hook, Request request, Instant now) {
    return new Intake(hook, request, hook.source().cut(request), now);
  }

  List<Receipt> appendTo(Journal journal) {
    return journal.append(request, hook.source().name(), hook.connection(), parts, due());
  }

  /**
   * @param seq its number there
   */
  Optional<List<Receipt>> releaseFrom(QuarantineShelf shelf, long seq) {
    return shelf.release(
        new Release(seq, request, hook.source().name(), hook.connection(), parts, due()), now);
  }

  private Instant due() {
    return now.plus(hook.source().settling());
  }
}
