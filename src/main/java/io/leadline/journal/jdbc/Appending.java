package io.leadline.journal.jdbc;

import io.leadline.event.Bytes;
import io.leadline.event.ConnectionName;
import io.leadline.event.EventId;
import io.leadline.event.Part;
import io.leadline.event.Request;
import io.leadline.journal.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Stores requests and the events cut from them; the unique (hook, key) is the dedupe. */
final class Appending {
  private static final int FINGERPRINT = 16;

  private static final String INSERT_REQUEST =
      """
      insert into request (hook, method, uri, content_type, received_at, sha256, headers, body,
                           released_at)
      values (:hook, :method, :uri, :contentType, :receivedAt, :sha256, :headers, :body,
              :releasedAt)
      returning seq
      """;

  private static final String DELETE_REQUEST = "delete from request where seq = :seq";

  private static final String INSERT_EVENT =
      """
      insert into event (id, request, part, hook, source, event_key, fingerprint, subject,
                         connection, state, received_at, due_at)
      values (:id, :request, :part, :hook, :source, :key, :fingerprint, :subject,
              :connection, 'RECEIVED', :receivedAt, :due)
      on conflict (hook, event_key) do nothing
      returning seq
      """;

  private static final String INSERT_PAYLOAD =
      "insert into payload (event, raw) values (:event, :raw)";

  private static final String KNOWN =
      "select id, fingerprint from event where hook = :hook and event_key = :key";

  private final KeyWindows windows = new KeyWindows();
  private final Supplier<EventId> ids;
  private final Ledger ledger;

  Appending(Supplier<EventId> ids, Ledger ledger) {
    this.ids = ids;
    this.ledger = ledger;
  }

  /**
   * One webhook as it came in.
   *
   * @param releasedAt when it was let in, where that was not as it came
   */
  record Arrival(
      Request request,
      String source,
      ConnectionName connection,
      Instant due,
      @Nullable Instant releasedAt) {}

  private record Known(EventId id, String fingerprint) {}

  List<Receipt> append(Handle db, Arrival arrival, List<Part> parts) {
    List<Part> keyed = parts.stream().map(part -> windows.keyed(db, arrival, part)).toList();
    List<Receipt> receipts =
        allKnown(db, arrival, keyed).orElseGet(() -> store(db, arrival, keyed));
    count(db, arrival, receipts);
    return receipts;
  }

  /** Only spares the writing of a body that goes again; what is new the insert alone decides. */
  private static Optional<List<Receipt>> allKnown(Handle db, Arrival arrival, List<Part> parts) {
    var receipts = new ArrayList<Receipt>();
    for (Part part : parts) {
      known(db, arrival, part.key())
          .filter(known -> known.fingerprint().equals(part.fingerprint()))
          .ifPresent(known -> receipts.add(new Receipt(known.id(), Receipt.Kind.DUPLICATE)));
    }
    return receipts.size() == parts.size() ? Optional.of(receipts) : Optional.empty();
  }

  private List<Receipt> store(Handle db, Arrival arrival, List<Part> parts) {
    long request = insertRequest(db, arrival.request(), arrival.releasedAt());
    var receipts = new ArrayList<Receipt>();
    for (Part part : parts) {
      receipts.add(store(db, arrival, request, receipts.size(), part));
    }
    if (receipts.stream().noneMatch(Receipt::isNew)) {
      db.createUpdate(DELETE_REQUEST).bind("seq", request).execute();
    }
    return receipts;
  }

  private Receipt store(Handle db, Arrival arrival, long request, int number, Part part) {
    EventId id = ids.get();
    if (insert(db, arrival, request, number, part, part.key(), id)) {
      return new Receipt(id, Receipt.Kind.NEW);
    }
    Known first = known(db, arrival, part.key()).orElseThrow();
    return first.fingerprint().equals(part.fingerprint())
        ? new Receipt(first.id(), Receipt.Kind.DUPLICATE)
        : storeEdit(db, arrival, request, number, part, id);
  }

  private Receipt storeEdit(
      Handle db, Arrival arrival, long request, int number, Part part, EventId id) {
    String key = part.key() + "~" + shortened(part.fingerprint());
    return insert(db, arrival, request, number, part, key, id)
        ? new Receipt(id, Receipt.Kind.EDIT)
        : new Receipt(known(db, arrival, key).orElseThrow().id(), Receipt.Kind.DUPLICATE);
  }

  private static boolean insert(
      Handle db, Arrival arrival, long request, int number, Part part, String key, EventId id) {
    Optional<Long> event =
        db.createQuery(INSERT_EVENT)
            .bind("id", id.value())
            .bind("request", request)
            .bind("part", number)
            .bind("hook", arrival.request().hook().value())
            .bind("source", arrival.source())
            .bind("key", key)
            .bind("fingerprint", part.fingerprint())
            .bind("subject", part.subject())
            .bind("connection", arrival.connection().value())
            .bind("receivedAt", Columns.millis(arrival.request().receivedAt()))
            .bind("due", Columns.millis(arrival.due()))
            .mapTo(Long.class)
            .findOne();
    event.ifPresent(seq -> insertPayload(db, seq, ownSlice(arrival.request(), part)));
    return event.isPresent();
  }

  /** Nothing where the part is the whole body, which the request holds already. */
  private static byte @Nullable [] ownSlice(Request request, Part part) {
    Bytes body = part.body();
    return body.equals(request.body()) ? null : body.array();
  }

  private static void insertPayload(Handle db, long event, byte @Nullable [] raw) {
    db.createUpdate(INSERT_PAYLOAD).bind("event", event).bind("raw", raw).execute();
  }

  private static long insertRequest(Handle db, Request request, @Nullable Instant releasedAt) {
    return db.createQuery(INSERT_REQUEST)
        .bind("hook", request.hook().value())
        .bind("method", request.method())
        .bind("uri", request.uri())
        .bind("contentType", request.headers().first("content-type").orElse(""))
        .bind("receivedAt", Columns.millis(request.receivedAt()))
        .bind("sha256", request.body().sha256())
        .bind("headers", MaskedHeaders.json(request.headers()))
        .bind("body", request.body().array())
        .bind("releasedAt", Columns.millisOrNull(releasedAt))
        .mapTo(long.class)
        .one();
  }

  private static Optional<Known> known(Handle db, Arrival arrival, String key) {
    return db.createQuery(KNOWN)
        .bind("hook", arrival.request().hook().value())
        .bind("key", key)
        .map(
            (row, context) ->
                new Known(new EventId(row.getString("id")), row.getString("fingerprint")))
        .findOne();
  }

  private static String shortened(String fingerprint) {
    return fingerprint.substring(0, Math.min(FINGERPRINT, fingerprint.length()));
  }

  private void count(Handle db, Arrival arrival, List<Receipt> receipts) {
    long fresh = receipts.stream().filter(Receipt::isNew).count();
    ledger.arrived(db, arrival.request().hook(), fresh);
    ledger.count(db, arrival.request().hook(), Counter.DUPLICATES, receipts.size() - fresh);
  }
}
