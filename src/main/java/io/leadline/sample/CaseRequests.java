package io.leadline.sample;

import io.leadline.event.Bytes;
import io.leadline.event.Documents;
import io.leadline.event.Fetched;
import io.leadline.event.HookName;
import io.leadline.event.Submission;
import io.leadline.mapping.Suggestion;
import io.leadline.mapping.cases.MappingCases;
import io.leadline.mapping.cases.MappingCases.CannotRead;
import io.leadline.mapping.cases.MappingCases.SubmissionReader;
import io.leadline.mapping.cases.MappingCases.UnknownHook;
import io.leadline.source.Source;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The {@code request:} of cases: what a form tool sends, in a file below the mappings folder or in
 * the case itself.
 */
public final class CaseRequests implements SubmissionReader {
  /** Not the time of the run: a case gives the same every day. */
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  private static final Set<String> KEYS = MappingCases.REQUEST.keySet();

  private final Function<HookName, Optional<Source>> sourceOfHook;
  private final Function<String, Optional<Source>> sourceByName;
  private final Function<String, SampleFile> files;

  /**
   * @param sourceOfHook the source of a hook that has a route file
   * @param sourceByName for a case that names its {@code source:}
   * @param folder to which the name of a case's {@code file:} is relative
   */
  public CaseRequests(
      Function<HookName, Optional<Source>> sourceOfHook,
      Function<String, Optional<Source>> sourceByName,
      Path folder) {
    this(sourceOfHook, sourceByName, file -> SampleFile.read(folder.resolve(file)));
  }

  /**
   * @param files what a case's {@code file:} is; throws {@link IllegalArgumentException} where
   *     there is none
   */
  public CaseRequests(
      Function<HookName, Optional<Source>> sourceOfHook,
      Function<String, Optional<Source>> sourceByName,
      Function<String, SampleFile> files) {
    this.sourceOfHook = sourceOfHook;
    this.sourceByName = sourceByName;
    this.files = files;
  }

  @Override
  public Submission read(HookName hook, Map<String, @Nullable Object> request) throws CannotRead {
    refuseUnknown(request);
    List<SampleEvent> events =
        SampleEvent.of(
            hook, source(hook, request), sample(request), Set.of(), fetched(request), LONG_AGO);
    return submission(events.get(part(request, events.size()) - 1));
  }

  private static void refuseUnknown(Map<String, @Nullable Object> request) throws CannotRead {
    for (String key : request.keySet()) {
      if (!KEYS.contains(key)) {
        throw new CannotRead(
            "'"
                + key
                + "' is not known in 'request', which takes "
                + String.join(", ", KEYS)
                + Suggestion.among(key, KEYS));
      }
    }
  }

  private Source source(HookName hook, Map<String, @Nullable Object> request) throws CannotRead {
    Object name = request.get("source");
    if (name != null) {
      return sourceByName
          .apply(name.toString())
          .orElseThrow(() -> new CannotRead("'" + name + "' is not a source"));
    }
    return sourceOfHook
        .apply(hook)
        .or(() -> sourceByName.apply(hook.value()))
        .orElseThrow(
            () ->
                new UnknownHook(
                    "hook '"
                        + hook
                        + "' has no route file here, so nobody knows how to read its requests;"
                        + " say 'source:' in 'request', as 'source: tally'"));
  }

  private SampleFile sample(Map<String, @Nullable Object> request) throws CannotRead {
    Object file = request.get("file");
    Object body = request.get("body");
    if ((file == null) == (body == null)) {
      throw new CannotRead("'request' needs one of 'file' and 'body'");
    }
    SampleFile sample = file == null ? SampleFile.of(bytes(body), null) : read(file.toString());
    Object type = request.get("content_type");
    return type == null ? sample : SampleFile.of(sample.body(), type.toString());
  }

  private static Bytes bytes(@Nullable Object body) {
    return Bytes.utf8(body instanceof String text ? text : Documents.write(body));
  }

  private SampleFile read(String file) throws CannotRead {
    try {
      return files.apply(file);
    } catch (IllegalArgumentException e) {
      throw new CannotRead(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable Fetched fetched(Map<String, @Nullable Object> request) {
    Object fetched = request.get("fetched");
    return fetched == null ? null : new Fetched.Found(bytes(fetched));
  }

  private static int part(Map<String, @Nullable Object> request, int parts) throws CannotRead {
    Object part = Objects.requireNonNullElse(request.get("part"), 1);
    if (part instanceof Integer number && number >= 1 && number <= parts) {
      return number;
    }
    throw new CannotRead("'part' is " + part + "; the request has the events 1 to " + parts);
  }

  private static Submission submission(SampleEvent event) throws CannotRead {
    if (event instanceof SampleEvent.Read read) {
      return read.submission();
    }
    if (event instanceof SampleEvent.Unreadable unreadable) {
      throw new CannotRead(unreadable.reason().sentence());
    }
    throw new CannotRead(
        "the request holds ids only; give what the tool answers when it is asked as 'fetched:'");
  }
}
