package io.leadline.journal.jdbc;

import io.leadline.event.Request;
import io.leadline.journal.jdbc.JournalSettings.QuarantineLimits;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Requests that did not verify: a bounded number of them, the newest. */
final class Quarantine {
  private static final String INSERT =
      """
      insert into quarantine (hook, received_at, size, why, method, uri, headers, body, proof)
      values (:hook, :receivedAt, :size, :why, :method, :uri, :headers, :body, :proof)
      """;

  private static final String DROP_OLD = "delete from quarantine where received_at < :oldest";

  private static final String DROP_TOO_MANY =
      """
      delete from quarantine
      where seq <= (select seq from quarantine order by seq desc limit 1 offset :requests)
      """;

  private static final String DROP_TOO_LARGE =
      """
      delete from quarantine
      where seq <= (select max(seq)
                    from (select seq, sum(size) over (order by seq desc) as bytes
                          from quarantine) as kept
                    where kept.bytes > :bytes)
      """;

  private final QuarantineLimits limits;
  private final Ledger ledger;

  Quarantine(QuarantineLimits limits, Ledger ledger) {
    this.limits = limits;
    this.ledger = ledger;
  }

  void keep(Handle db, Request request, String why, @Nullable String proof) {
    insert(db, request, why, proof);
    ledger.count(db, request.hook(), Counter.QUARANTINED, 1);
    trim(db, request.receivedAt());
  }

  private static void insert(Handle db, Request request, String why, @Nullable String proof) {
    String headers = MaskedHeaders.json(request.headers());
    db.createUpdate(INSERT)
        .bind("hook", request.hook().value())
        .bind("receivedAt", Columns.millis(request.receivedAt()))
        .bind("size", request.body().size() + headers.length() + request.uri().length())
        .bind("why", why)
        .bind("method", request.method())
        .bind("uri", request.uri())
        .bind("headers", headers)
        .bind("body", request.body().array())
        .bind("proof", proof)
        .execute();
  }

  void trim(Handle db, Instant now) {
    db.createUpdate(DROP_OLD).bind("oldest", Columns.millis(now.minus(limits.age()))).execute();
    db.createUpdate(DROP_TOO_MANY).bind("requests", limits.requests()).execute();
    db.createUpdate(DROP_TOO_LARGE).bind("bytes", limits.bytes()).execute();
  }
}
