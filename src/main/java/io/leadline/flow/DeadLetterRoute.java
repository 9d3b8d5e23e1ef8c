package io.leadline.flow;

import io.leadline.deliver.DeadLetters;
import io.leadline.journal.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;

/** What {@code routes/dead-letters.camel.yaml} names {@code deadLetterRoute}. */
public final class DeadLetterRoute {
  private static final String LETTER = "letter";
  private static final int MOST_CAUSES = 5;

  private final DeadLetters deadLetters;

  public DeadLetterRoute(DeadLetters deadLetters) {
    this.deadLetters = deadLetters;
  }

  /** The letter becomes the message: JSON as text, which every component can take. */
  public void compose(Exchange exchange) throws InvalidPayloadException {
    DeadLetter letter = exchange.getIn().getMandatoryBody(DeadLetter.class);
    exchange.setVariable(LETTER, letter);
    exchange.setProperty(ExchangePropertyKey.CHARSET_NAME, StandardCharsets.UTF_8.name());
    exchange.getIn().setBody(deadLetters.message(letter.event()).orElseThrow());
  }

  public void sent(Exchange exchange) {
    deadLetters.sent(exchange.getVariable(LETTER, DeadLetter.class));
  }

  public void failed(Exchange exchange) {
    Exception why = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    deadLetters.failed(exchange.getVariable(LETTER, DeadLetter.class), describe(why));
  }

  /** What broke, by its kind: the words of a component may quote its address or the message. */
  private static String describe(@Nullable Exception why) {
    if (why instanceof HttpOperationFailedException http) {
      return "it answered " + http.getStatusCode();
    }
    return Stream.<Throwable>iterate(why, Objects::nonNull, Throwable::getCause)
        .limit(MOST_CAUSES)
        .map(cause -> cause.getClass().getSimpleName())
        .distinct()
        .collect(Collectors.joining(", because of "));
  }
}
