package io.leadline.event;

/** What the sender answered to a {@link Fetch}. */
public sealed interface Fetched {
  /** The answer's body, as sent. */
  record Found(Bytes body) implements Fetched {}

  /** The sender says that there is no such thing (404, 410). */
  record Missing() implements Fetched {}
}
