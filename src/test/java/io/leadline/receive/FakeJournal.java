package io.leadline.receive;

import io.leadline.event.ConnectionName;
import io.leadline.event.EventId;
import io.leadline.event.HookName;
import io.leadline.event.Part;
import io.leadline.event.Request;
import io.leadline.journal.Journal;
import io.leadline.journal.JournalUnavailable;
import io.leadline.journal.LedgerLine;
import io.leadline.journal.Receipt;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The side of the journal that receiving uses, in memory. */
public final class FakeJournal {
  public record Appended(
      Request request, String source, ConnectionName connection, List<Part> parts, Instant dueAt) {}

  public record Quarantined(Request request, String why, @Nullable String proof) {}

  public final List<Appended> appended = new CopyOnWriteArrayList<>();
  public final List<Quarantined> quarantined = new CopyOnWriteArrayList<>();
  public final List<HookName> rejected = new CopyOnWriteArrayList<>();

  public volatile List<LedgerLine> ledger = List.of();

  private final Map<String, Receipt> receipts = new HashMap<>();
  private final Map<String, String> fingerprints = new HashMap<>();
  private @Nullable RuntimeException failure;

  /** From now on every method throws this; null heals it. */
  public void fail(@Nullable RuntimeException failure) {
    this.failure = failure;
  }

  public void beUnavailable() {
    fail(new JournalUnavailable("the disk is full", new IOException("no space left")));
  }

  public synchronized void forget() {
    appended.clear();
    quarantined.clear();
    rejected.clear();
    receipts.clear();
    fingerprints.clear();
    failure = null;
  }

  /** This as a {@link Journal}; what receiving has no business with is not supported. */
  public Journal journal() {
    return (Journal)
        Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {Journal.class}, (p, m, a) -> call(m, a));
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    if (failure != null) {
      throw failure;
    }
    try {
      return getClass()
          .getMethod(method.getName(), method.getParameterTypes())
          .invoke(this, arguments);
    } catch (NoSuchMethodException e) {
      throw new UnsupportedOperationException("receiving must not call " + method.getName(), e);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  public synchronized List<Receipt> append(
      Request request, String source, ConnectionName connection, List<Part> parts, Instant dueAt) {
    appended.add(new Appended(request, source, connection, parts, dueAt));
    return parts.stream().map(part -> receipt(request.hook() + "/" + part.key(), part)).toList();
  }

  private Receipt receipt(String key, Part part) {
    var known = receipts.get(key);
    if (known != null && part.fingerprint().equals(fingerprints.get(key))) {
      return new Receipt(known.event(), Receipt.Kind.DUPLICATE);
    }
    var kind = known == null ? Receipt.Kind.NEW : Receipt.Kind.EDIT;
    var fresh = new Receipt(new EventId("01K%023d".formatted(receipts.size())), kind);
    receipts.put(kind == Receipt.Kind.NEW ? key : key + part.fingerprint(), fresh);
    fingerprints.putIfAbsent(key, part.fingerprint());
    return fresh;
  }

  public void quarantine(Request request, String why, @Nullable String proof) {
    quarantined.add(new Quarantined(request, why, proof));
  }

  public List<LedgerLine> ledger() {
    return ledger;
  }

  public void countRejected(HookName hook) {
    rejected.add(hook);
  }

  public void close() {}
}
