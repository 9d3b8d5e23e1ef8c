package io.leadline.deliver;

import io.leadline.event.Bytes;
import io.leadline.event.Documents;
import io.leadline.event.Event;
import io.leadline.event.Fetch;
import io.leadline.event.Fetched;
import io.leadline.event.Part;
import io.leadline.event.Reason;
import io.leadline.event.ReasonCode;
import io.leadline.event.Request;
import io.leadline.event.Submission;
import io.leadline.source.ApiReply;
import io.leadline.source.Proof;
import io.leadline.source.Reading;
import io.leadline.source.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A sender whose body is the answers; where it is about a subject, the answers are fetched. It says
 * 422 of one that it does not give to us.
 */
final class PlainSource implements Source {
  @Override
  public String name() {
    return "plain";
  }

  @Override
  public Proof proof() {
    throw new AssertionError("is verified long before");
  }

  @Override
  public List<Part> cut(Request request) {
    throw new AssertionError("is cut long before");
  }

  @Override
  public Optional<Fetch> fetch(Event event, Set<String> wanted) {
    return Optional.ofNullable(event.subject()).map(id -> new Fetch("/people/" + id, Map.of()));
  }

  @Override
  public ApiReply meaningOf(int status, Bytes body) {
    return status == 422
        ? new ApiReply(ApiReply.Meaning.WITHHELD, "422")
        : ApiReply.byStatus(status);
  }

  @Override
  public Reading read(Event event, @Nullable Fetched fetched) {
    if (event.body().asUtf8().equals("defect")) {
      throw new IllegalStateException("a defect of the source");
    }
    if (fetched instanceof Fetched.Missing) {
      return unreadable(ReasonCode.SUBJECT_GONE, "the sender no longer has this person");
    }
    Bytes answers = fetched instanceof Fetched.Found found ? found.body() : event.body();
    try {
      return new Reading.Read(submission(event, Documents.readObject(answers)));
    } catch (Documents.NotJson e) {
      return unreadable(ReasonCode.UNREADABLE, "not what this sender sends");
    }
  }

  private static Reading unreadable(ReasonCode code, String sentence) {
    return new Reading.Unreadable(new Reason(code, sentence));
  }

  private static Submission submission(Event event, Map<String, @Nullable Object> answers) {
    return new Submission(
        event.hook(),
        "plain",
        event.key(),
        "submitted",
        null,
        event.receivedAt(),
        null,
        null,
        answers,
        Map.of(),
        Map.of(),
        Map.of(),
        answers);
  }
}
