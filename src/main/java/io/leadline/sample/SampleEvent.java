package io.leadline.sample;

import io.leadline.event.Event;
import io.leadline.event.EventId;
import io.leadline.event.Fetch;
import io.leadline.event.Fetched;
import io.leadline.event.HookName;
import io.leadline.event.Part;
import io.leadline.event.Reason;
import io.leadline.event.Request;
import io.leadline.event.Submission;
import io.leadline.source.Reading;
import io.leadline.source.Source;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One event of a sample, as a hook's source reads it. */
public sealed interface SampleEvent {
  EventId ANY = new EventId("00000000000000000000000000");

  /** It can be mapped. */
  record Read(Submission submission) implements SampleEvent {}

  /** It holds ids only: the tool would be asked for what it is about. */
  record Asks(Fetch fetch) implements SampleEvent {}

  /** It is not what this tool sends. */
  record Unreadable(Reason reason) implements SampleEvent {}

  /**
   * The events of a sample, in order; at least one.
   *
   * @param wanted the questions that mappings read, for what would be asked
   * @param fetched what the tool answered when it was asked; null where it was not
   */
  static List<SampleEvent> of(
      HookName hook,
      Source source,
      SampleFile sample,
      Set<String> wanted,
      @Nullable Fetched fetched,
      Instant at) {
    Request request = sample.request(hook, "https://localhost/hooks/" + hook, at);
    return source.cut(request).stream()
        .map(part -> event(hook, source, sample, part, at))
        .map(event -> of(event, source, wanted, fetched))
        .toList();
  }

  /** One event that is known already. */
  static SampleEvent of(Event event, Source source, Set<String> wanted, @Nullable Fetched fetched) {
    Optional<Fetch> fetch = source.fetch(event, wanted);
    if (fetch.isPresent() && fetched == null) {
      return new Asks(fetch.get());
    }
    Reading reading = source.read(event, fetch.isPresent() ? fetched : null);
    return reading instanceof Reading.Read read
        ? new Read(read.submission())
        : new Unreadable(((Reading.Unreadable) reading).reason());
  }

  private static Event event(
      HookName hook, Source source, SampleFile sample, Part part, Instant at) {
    return new Event(
        ANY,
        hook,
        source.name(),
        part.key(),
        part.subject(),
        sample.contentType(),
        part.body(),
        at);
  }
}
