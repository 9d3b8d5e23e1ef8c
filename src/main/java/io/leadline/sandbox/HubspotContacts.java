package io.leadline.sandbox;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The contacts that the HubSpot read answers with, and how often each was read. Thread-safe. */
public final class HubspotContacts {
  private final Map<String, Map<String, @Nullable String>> contacts = new HashMap<>();
  private final Map<String, Long> reads = new LinkedHashMap<>();
  private long allReads;

  HubspotContacts() {}

  /** Sets a contact, in place of any of this id. */
  public synchronized void put(String id, Map<String, @Nullable String> properties) {
    contacts.put(id, Collections.unmodifiableMap(new LinkedHashMap<>(properties)));
  }

  /** Removes a contact: it answers 404 from now on. */
  public synchronized void remove(String id) {
    contacts.remove(id);
  }

  /** How many reads arrived, whatever their answer. */
  public synchronized long reads() {
    return allReads;
  }

  /** How many reads of this contact arrived, whatever their answer. */
  public synchronized long reads(String id) {
    return reads.getOrDefault(id, 0L);
  }

  /** How many reads arrived for each contact that was asked for. */
  public synchronized Map<String, Long> readsByContact() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(reads));
  }

  synchronized Optional<Map<String, @Nullable String>> read(String id) {
    return Optional.ofNullable(contacts.get(id));
  }

  synchronized void count(String id) {
    allReads++;
    reads.merge(id, 1L, Long::sum);
  }

  synchronized void forget() {
    contacts.clear();
    reads.clear();
    allReads = 0;
  }
}
