package io.leadline.source.tool;

import io.leadline.event.Bytes;
import io.leadline.event.Event;
import io.leadline.event.Fetched;
import io.leadline.event.Part;
import io.leadline.event.Request;
import io.leadline.event.Submission;
import io.leadline.source.Reading;
import io.leadline.source.Source;
import io.leadline.source.body.BodyKind;
import io.leadline.source.body.JsonObject;
import io.leadline.source.body.Parts;
import io.leadline.source.body.Unexpected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tool that sends one event per request, with all there is in it: a JSON object, or form fields.
 * Nothing is fetched.
 */
abstract class OneObject implements Source {
  private final String expected;
  private final BodyKind kind;

  /** One that sends JSON. */
  OneObject(String expected) {
    this(expected, BodyKind.JSON);
  }

  /**
   * @param expected what the tool documents, as {@code a Typeform webhook (...)}
   */
  OneObject(String expected, BodyKind kind) {
    this.expected = expected;
    this.kind = kind;
  }

  /**
   * The object, where it is what the tool sends.
   *
   * @throws Unexpected where it is not, as {@code a JSON object without it}
   */
  abstract JsonObject checked(JsonObject body) throws Unexpected;

  /** The event's key and what counts as its content. */
  abstract Part part(JsonObject webhook, Bytes body);

  /** The same, where the key is in a header. */
  Part part(JsonObject webhook, Request request) {
    return part(webhook, request.body());
  }

  abstract Submission submission(Event event, JsonObject webhook);

  @Override
  public final List<Part> cut(Request request) {
    try {
      var type = request.headers().first("content-type").orElse("");
      return List.of(part(webhook(request.body(), type), request));
    } catch (Unexpected e) {
      return List.of(Parts.byContent(request.body()));
    }
  }

  @Override
  public final Reading read(Event event, @Nullable Fetched fetched) {
    try {
      return new Reading.Read(submission(event, webhook(event.body(), event.contentType())));
    } catch (Unexpected e) {
      return e.instead(expected, "check what sends to this hook");
    }
  }

  private JsonObject webhook(Bytes body, String contentType) throws Unexpected {
    return checked(kind.object(body, contentType));
  }
}
