package io.leadline.cli;

import io.leadline.event.Bytes;
import io.leadline.event.Event;
import io.leadline.event.Fetched;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.journal.EventDetail;
import io.leadline.mapping.MappingSet;
import io.leadline.receive.Hooks;
import io.leadline.sample.SampleEvent;
import io.leadline.source.Source;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stored events, read again as they were read when they came. */
final class StoredEvent {
  private StoredEvent() {}

  static SampleEvent read(EventDetail detail, MappingSet set, Program program) {
    return read(detail.event(), detail.fetched(), set, HooksHere.thatAreWhole(program));
  }

  /**
   * @param fetched what the tool answered then; null where it was not asked, or had nothing
   */
  static SampleEvent read(Event event, @Nullable Bytes fetched, MappingSet set, Hooks hooks) {
    Optional<Source> source = hooks.sourceOf(event);
    if (source.isEmpty()) {
      return new SampleEvent.Unreadable(
          new Reason(
              ReasonCode.INTERNAL_ERROR,
              "this version of Leadline knows no source '" + event.source() + "'"));
    }
    return SampleEvent.of(
        event,
        source.get(),
        set.reads(event.hook()),
        fetched == null ? null : new Fetched.Found(fetched));
  }
}
