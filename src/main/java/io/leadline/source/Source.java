package io.leadline.source;

import io.leadline.event.Bytes;
import io.leadline.event.Event;
import io.leadline.event.Fetch;
import io.leadline.event.Fetched;
import io.leadline.event.Part;
import io.leadline.event.Request;
import io.leadline.event.Submission;
import io.leadline.form.Shown;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One kind of sender. Every method is pure and total: whatever bytes come in, it returns, and never
 * throws for what a sender sent. The facts come from the sender's own pages.
 */
public interface Source {

  /** The word that route files use, as {@code typeform}. */
  String name();

  /** How a request shows that it comes from who knows one of the hook's secrets. */
  Proof proof();

  /** What must be set before the hook works, its secret first. */
  default List<Credential> credentials() {
    return List.of(Credential.chosen(Credential.SECRET));
  }

  /** The options that a hook's route file may set for this source; none for most. */
  default Set<String> options() {
    return Set.of();
  }

  /**
   * This source as one hook's route file has it.
   *
   * @throws UnfitOption where it cannot work so
   */
  default Source with(HookOptions options) throws UnfitOption {
    return this;
  }

  /**
   * What to answer to a request that brings no event, as a tool's look at the address when a
   * webhook is set up; nothing where it is none that the tool makes.
   *
   * @param request a GET or a HEAD; its body counts for nothing
   * @param tokens from {@code <HOOK>_VERIFY_TOKEN}
   */
  default Optional<Handshake> handshake(Request request, Secrets tokens) {
    return Optional.empty();
  }

  /**
   * Cuts a verified request into events, in the order in which they should be handled. At least
   * one: what cannot be understood becomes one part keyed by its content, which {@link #read} then
   * calls unreadable.
   */
  List<Part> cut(Request request);

  /**
   * What must be asked of the sender before the event can be read; nothing for most senders.
   *
   * @param wanted the ids of the questions that the hook's mappings read
   */
  default Optional<Fetch> fetch(Event event, Set<String> wanted) {
    return Optional.empty();
  }

  /** Where {@link #fetch} goes unless {@code <HOOK>_BASE_URL} says otherwise. */
  default Optional<String> defaultBaseUrl() {
    return Optional.empty();
  }

  /**
   * How long to wait for more events about the same subject before asking the sender: so that a
   * burst is asked for once.
   */
  default Duration settling() {
    return Duration.ZERO;
  }

  /**
   * What the answer of the sender's API to a {@link #fetch} means, where it says more than HTTP
   * does.
   */
  default ApiReply meaningOf(int status, Bytes body) {
    return ApiReply.byStatus(status);
  }

  /**
   * Reads an event into a submission.
   *
   * @param fetched the answer to {@link #fetch}; null where it asked for nothing
   */
  Reading read(Event event, @Nullable Fetched fetched);

  /**
   * The questions of the form that a submission shows; its answers, where the tool says no more.
   *
   * @param submission as {@link #read} gave it
   */
  default Shown shown(Submission submission) {
    return Shown.ofAnswers(submission.answers(), submission.labels());
  }
}
