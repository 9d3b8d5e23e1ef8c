package io.leadline.deliver;

import io.leadline.event.Bytes;
import io.leadline.event.Call;
import io.leadline.event.Event;
import io.leadline.event.EventId;
import io.leadline.event.Fetch;
import io.leadline.event.Fetched;
import io.leadline.event.Happening;
import io.leadline.event.Happening.DefectFound;
import io.leadline.event.Happening.EventDied;
import io.leadline.event.Happening.EventIgnored;
import io.leadline.event.Happening.EventPrepared;
import io.leadline.event.Happening.RetryScheduled;
import io.leadline.event.Happenings;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.journal.Journal;
import io.leadline.journal.Preparation;
import io.leadline.journal.Preparation.IsDead;
import io.leadline.journal.Preparation.IsIgnored;
import io.leadline.journal.Preparation.IsPutOff;
import io.leadline.journal.Preparation.IsReady;
import io.leadline.journal.Received;
import io.leadline.journal.Subject;
import io.leadline.mapping.Decision;
import io.leadline.mapping.MappingSet;
import io.leadline.source.Reading;
import io.leadline.source.Source;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns stored events into frozen calls: read, ask the sender where it sends ids only, map, and
 * commit calls, mapping and lane together. Pure but for the asking.
 */
public final class PrepareReceived {
  /** Of very many events about one person the rest is the next burst. */
  private static final int MOST_OF_A_BURST = 500;

  private static final Duration WITHOUT_CONNECTION = Duration.ofMinutes(1);

  private final Journal journal;
  private final Function<Event, Optional<Source>> sources;
  private final LiveMappings mappings;
  private final AskSender sender;
  private final NoteForms forms;
  private final Happenings happenings;
  private final Clock clock;

  public PrepareReceived(
      Journal journal,
      Function<Event, Optional<Source>> sources,
      LiveMappings mappings,
      AskSender sender,
      NoteForms forms,
      Happenings happenings,
      Clock clock) {
    this.journal = journal;
    this.sources = sources;
    this.mappings = mappings;
    this.sender = sender;
    this.forms = forms;
    this.happenings = happenings;
    this.clock = clock;
  }

  /** Prepares events that stand for themselves, in order of receipt, in one commit. */
  public void each(List<Received> batch) {
    refreshForReplays(batch);
    var preparations = new ArrayList<Preparation>();
    batch.forEach(received -> prepareAlone(received).ifPresent(preparations::add));
    commit(batch, preparations);
  }

  /**
   * Prepares all events about one subject together: the sender is asked once for the burst, and
   * events that come out with the same calls are covered by the first of them.
   */
  public void burst(Subject subject) {
    List<Received> burst = journal.receivedAbout(subject, MOST_OF_A_BURST);
    refreshForReplays(burst);
    var asked = new HashMap<Fetch, AskSender.Answer>();
    var made = new HashMap<List<Call>, EventId>();
    var preparations = new ArrayList<Preparation>();
    for (Received received : burst) {
      prepareInBurst(received, burst.size(), asked)
          .map(preparation -> received.replay() > 0 ? preparation : covered(made, preparation))
          .ifPresent(preparations::add);
    }
    commit(burst, preparations);
  }

  /** A replay is prepared with the mappings of now, also where they were saved a moment ago. */
  private void refreshForReplays(List<Received> received) {
    if (received.stream().anyMatch(each -> each.replay() > 0)) {
      mappings.refreshNow();
    }
  }

  private Optional<Preparation> prepareAlone(Received received) {
    return prepare(
        received, (source, fetch) -> sender.ask(received.event().hook(), source, fetch, 1));
  }

  private Optional<Preparation> prepareInBurst(
      Received received, int size, Map<Fetch, AskSender.Answer> asked) {
    return prepare(
        received,
        (source, fetch) ->
            asked.computeIfAbsent(
                fetch, once -> sender.ask(received.event().hook(), source, once, size)));
  }

  /** Asks what an event is about: the sender, or what it said a moment ago. */
  private interface Asking {
    AskSender.Answer ask(Source source, Fetch fetch);
  }

  /** Nothing while there is no mapping set: the event waits where it is. */
  private Optional<Preparation> prepare(Received received, Asking asking) {
    Event event = received.event();
    if (!mappings.serve(received.connection())) {
      return Optional.of(awaitsItsConnection(received));
    }
    try {
      return mappings.of(received.connection()).map(set -> prepare(received, set, asking));
    } catch (RuntimeException e) {
      happenings.tell(new DefectFound("preparing event " + event.id(), e));
      return Optional.of(dead(event, null, internalError(e)));
    }
  }

  private Preparation prepare(Received received, MappingSet set, Asking asking) {
    Event event = received.event();
    Optional<Source> source = sources.apply(event);
    if (source.isEmpty()) {
      return dead(event, set, unknownSource(event));
    }
    Optional<Fetch> fetch = source.get().fetch(event, set.reads(event.hook()));
    if (fetch.isEmpty()) {
      return decide(event, set, source.get(), source.get().read(event, null), null);
    }
    AskSender.Answer answer = asking.ask(source.get(), fetch.get());
    if (answer instanceof AskSender.AskAgain again) {
      return putOff(received, set, again);
    }
    Fetched fetched = ((AskSender.Answered) answer).fetched();
    return decide(event, set, source.get(), source.get().read(event, fetched), bytesOf(fetched));
  }

  private Preparation decide(
      Event event, MappingSet set, Source source, Reading reading, @Nullable Bytes fetched) {
    if (reading instanceof Reading.Read read) {
      forms.note(event, read.submission(), source);
      return decided(event, set, set.decide(read.submission()), fetched);
    }
    return dead(event, set, ((Reading.Unreadable) reading).reason());
  }

  private Preparation decided(
      Event event, MappingSet set, Decision decision, @Nullable Bytes fetched) {
    Instant now = clock.instant();
    if (decision instanceof Decision.Ignored ignored) {
      return new IsIgnored(event.id(), ignored.mapping(), set.hash(), ignored.reason(), now);
    }
    if (decision instanceof Decision.Failed failed) {
      return new IsDead(
          event.id(), failed.mapping(), set.hash(), failed.reason(), failed.warnings(), now);
    }
    var calls = (Decision.Calls) decision;
    return new IsReady(
        event.id(),
        calls.mapping(),
        set.hash(),
        calls.person(),
        calls.calls(),
        calls.warnings(),
        fetched,
        now);
  }

  /** Put off, so that it does not stand at the head of the queue for ever. */
  private IsPutOff awaitsItsConnection(Received received) {
    Instant now = clock.instant();
    Reason reason =
        new Reason(
            ReasonCode.CONNECTION_AT_FAULT,
            "connection '"
                + received.connection()
                + "' is not configured any more; the event waits until it is");
    return new IsPutOff(received.event().id(), reason, now.plus(WITHOUT_CONNECTION), false, now);
  }

  private Preparation putOff(Received received, MappingSet set, AskSender.AskAgain again) {
    Optional<Instant> due = sender.nextTry(received, again);
    if (due.isEmpty()) {
      String sentence =
          "gave up after "
              + (received.attempts() + 1)
              + " tries since "
              + received.firstTryAt()
              + "; the last: "
              + again.reason().sentence();
      return dead(received.event(), set, new Reason(ReasonCode.FETCH_FAILED, sentence));
    }
    return new IsPutOff(
        received.event().id(), again.reason(), due.get(), again.counts(), clock.instant());
  }

  /**
   * One set of calls for a burst: what comes out the same is made once. A replay covers nothing and
   * is not covered: it may be left out yet, for something newer that was delivered.
   */
  private Preparation covered(Map<List<Call>, EventId> made, Preparation preparation) {
    if (!(preparation instanceof IsReady ready)) {
      return preparation;
    }
    EventId first = made.putIfAbsent(ready.calls(), ready.event());
    if (first == null) {
      return preparation;
    }
    return new IsIgnored(
        ready.event(), ready.mapping(), ready.mappingSet(), covered(first), first, ready.at());
  }

  private void commit(List<Received> batch, List<Preparation> preparations) {
    if (preparations.isEmpty()) {
      return;
    }
    Set<EventId> changed = journal.prepare(preparations);
    var byId = new HashMap<EventId, Received>();
    batch.forEach(received -> byId.put(received.event().id(), received));
    preparations.stream()
        .filter(preparation -> changed.contains(preparation.event()))
        .forEach(preparation -> tell(byId.get(preparation.event()), preparation));
  }

  private void tell(@Nullable Received received, Preparation preparation) {
    if (received != null) {
      happenings.tell(happening(received, preparation));
    }
  }

  private static Happening happening(Received received, Preparation preparation) {
    var hook = received.event().hook();
    if (preparation instanceof IsReady ready) {
      return new EventPrepared(
          ready.event(), hook, ready.mapping(), ready.calls().size(), ready.warnings().size());
    }
    if (preparation instanceof IsIgnored ignored) {
      return new EventIgnored(ignored.event(), hook, ignored.reason());
    }
    if (preparation instanceof IsDead dead) {
      return new EventDied(dead.event(), hook, dead.reason());
    }
    var later = (IsPutOff) preparation;
    return new RetryScheduled(
        later.event(), hook, received.attempts() + 1, later.due(), later.reason());
  }

  private IsDead dead(Event event, @Nullable MappingSet set, Reason reason) {
    return new IsDead(
        event.id(), null, set == null ? null : set.hash(), reason, List.of(), clock.instant());
  }

  private static @Nullable Bytes bytesOf(Fetched fetched) {
    return fetched instanceof Fetched.Found found ? found.body() : null;
  }

  private static Reason covered(EventId first) {
    return new Reason(
        ReasonCode.COVERED, "the same calls are made for event " + first + " of the same burst");
  }

  private static Reason unknownSource(Event event) {
    return new Reason(
        ReasonCode.INTERNAL_ERROR,
        "this version of Leadline knows no source '"
            + event.source()
            + "'; replay the event with one that does");
  }

  private static Reason internalError(RuntimeException e) {
    return new Reason(
        ReasonCode.INTERNAL_ERROR,
        "internal error: "
            + e.getClass().getSimpleName()
            + " while preparing; the log has the trace."
            + " Replay the event when it is mended");
  }
}
