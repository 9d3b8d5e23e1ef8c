package io.leadline.flow;

import io.leadline.deliver.DeadLetters;
import io.leadline.event.EventId;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;

/** What routes/dead-letters.camel.yaml names: {@code deadLetters}. */
public final class DeadLetterRoute {
  private static final String EVENT = "event";

  private final DeadLetters deadLetters;

  public DeadLetterRoute(DeadLetters deadLetters) {
    this.deadLetters = deadLetters;
  }

  /** The event's id becomes the message. */
  public void compose(Exchange exchange) throws InvalidPayloadException {
    EventId event = exchange.getIn().getMandatoryBody(EventId.class);
    exchange.setVariable(EVENT, event);
    exchange.getIn().setBody(deadLetters.message(event).orElseThrow());
  }

  public void sent(Exchange exchange) {
    deadLetters.sent(exchange.getVariable(EVENT, EventId.class));
  }

  public void failed(Exchange exchange) {
    Exception why = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    deadLetters.failed(exchange.getVariable(EVENT, EventId.class), describe(why));
  }

  private static String describe(Exception why) {
    return why == null ? "unknown" : why.getClass().getSimpleName() + ": " + why.getMessage();
  }
}
