package io.leadline.source.tool;

import io.leadline.event.Event;
import io.leadline.event.Fetched;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.event.Submission;
import io.leadline.source.Reading;
import io.leadline.source.body.JsonBody;
import io.leadline.source.body.JsonObject;
import io.leadline.source.body.Unexpected;
import org.jspecify.annotations.Nullable;

/**
 * What a tool sends by its id alone, as Meta a lead: what an event comes to by what its API said.
 *
 * @param tool its name, as in messages
 * @param kind what is sent so, as {@code lead}
 * @param expected what the API documents, as {@code a lead of Meta's (...)}
 * @param gone the sentence where the API has it no more, with {@code %s} for the id
 */
record SentById(String tool, String kind, String expected, String gone) {

  /** Makes a submission of what the API said. */
  interface Reader {
    Submission read(JsonObject found) throws Unexpected;
  }

  Reading read(String id, Event event, @Nullable Fetched fetched, Reader reader) {
    if (fetched instanceof Fetched.Found found) {
      return read(event, found, reader);
    }
    return fetched == null
        ? unreadable(ReasonCode.UNREADABLE, notFetched(id))
        : unreadable(ReasonCode.SUBJECT_GONE, gone.formatted(id));
  }

  private Reading read(Event event, Fetched.Found found, Reader reader) {
    try {
      return new Reading.Read(reader.read(JsonBody.object(found.body())));
    } catch (Unexpected e) {
      return e.instead(expected, "check " + event.hook().variable("BASE_URL") + " where it is set");
    }
  }

  private String notFetched(String id) {
    return "%1$s sends only the id of %2$s %3$s, and the %2$s itself was not fetched"
        .formatted(tool, kind, id);
  }

  private static Reading unreadable(ReasonCode code, String sentence) {
    return new Reading.Unreadable(new Reason(code, sentence));
  }
}
