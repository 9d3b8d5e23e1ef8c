package io.leadline.telemetry;

import io.leadline.event.Happening;
import io.leadline.event.Happenings;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells every happening to several, in order. One that throws does not stop the others. */
public final class Broadcast implements Happenings {
  private static final Logger LOG = LoggerFactory.getLogger(Broadcast.class);

  private final List<Happenings> listeners;

  public Broadcast(Happenings... listeners) {
    this.listeners = List.of(listeners);
  }

  @Override
  public void tell(Happening happening) {
    for (Happenings listener : listeners) {
      tell(listener, happening);
    }
  }

  private static void tell(Happenings listener, Happening happening) {
    try {
      listener.tell(happening);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      // The happening is a fact by now: whoever told it must go on. The message may hold anything.
      LOG.error(
          "internal error: {} could not take {}: {}",
          listener.getClass().getSimpleName(),
          happening.getClass().getSimpleName(),
          e.getClass().getName());
    }
  }
}
