package io.leadline.event;

import java.util.regex.Pattern;

/** The public id of an event: a ULID, 26 characters, which sorts by the time of receipt. */
public record EventId(String value) implements Comparable<EventId> {
  private static final Pattern ULID = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

  public EventId {
    if (!ULID.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'" + value + "' is not an event id (26 letters and digits, as in 01K3Z8...)");
    }
  }

  @Override
  public int compareTo(EventId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
