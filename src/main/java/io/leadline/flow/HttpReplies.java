package io.leadline.flow;

import io.leadline.crm.Reply;
import io.leadline.event.Bytes;
import io.leadline.event.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.jspecify.annotations.Nullable;

/** What camel-http left in an exchange, as a reply. */
final class HttpReplies {
  private HttpReplies() {}

  static Reply of(Exchange exchange) {
    Exception failure = exchange.getException();
    if (failure != null) {
      return noAnswer(failure);
    }
    try {
      return answered(exchange.getMessage());
    } catch (IOException e) {
      return Reply.NoAnswer.because(e);
    }
  }

  /** Where the route is stopped, the request surely never left. */
  private static Reply noAnswer(Exception failure) {
    return failure instanceof DirectConsumerNotAvailableException
        ? new Reply.NoAnswer(false, "Leadline is stopping")
        : Reply.NoAnswer.because(failure);
  }

  private static Reply answered(Message message) throws IOException {
    Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    if (status == null) {
      return new Reply.NoAnswer(true, "no HTTP status came back");
    }
    return new Reply.Answered(status, headers(message), body(message));
  }

  private static Bytes body(Message message) throws IOException {
    try (InputStream in = message.getBody(InputStream.class)) {
      return in == null ? Bytes.EMPTY : Bytes.of(in.readNBytes(Reply.MAX_BODY + 1));
    }
  }

  private static Headers headers(Message message) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    message
        .getHeaders()
        .forEach(
            (name, value) -> {
              if (!name.startsWith("Camel")) {
                headers.put(name, texts(value));
              }
            });
    return Headers.of(headers);
  }

  private static List<String> texts(@Nullable Object value) {
    return value instanceof Collection<?> several
        ? several.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(value));
  }
}
