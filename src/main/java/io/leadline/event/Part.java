package io.leadline.event;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One unit of work cut from a request, before it has an id.
 *
 * @param key tells this event from all others of its hook; the same on every retry of the sender
 * @param subject the sender's own id of the person, where it gives one
 * @param body the part's own slice of the request's body; the whole body where nothing is cut
 * @param fingerprint SHA-256 (hex) of what counts as content: without counters that change from one
 *     retry to the next. Same key and same fingerprint is a duplicate; same key and another
 *     fingerprint is an edit, which becomes an event of its own
 * @param window for how long the key means the same event, from its first receipt, where it is only
 *     a hash of the content: who writes the same text again later has written again. Null for ever
 */
public record Part(
    String key,
    @Nullable String subject,
    Bytes body,
    String fingerprint,
    @Nullable Duration window) {

  /** Of a sender that tells its events apart: the key is that of one event for ever. */
  public Part(String key, @Nullable String subject, Bytes body, String fingerprint) {
    this(key, subject, body, fingerprint, null);
  }
}
