package io.leadline.flow;

import io.leadline.crm.Reply;
import io.leadline.event.Bytes;
import io.leadline.event.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What camel-http left in an exchange, as a reply. */
final class HttpReplies {
  private HttpReplies() {}

  static Reply of(Exchange exchange) {
    Exception failure = exchange.getException();
    if (failure != null) {
      return Reply.NoAnswer.because(failure);
    }
    try {
      return answered(exchange.getMessage());
    } catch (IOException e) {
      return Reply.NoAnswer.because(e);
    }
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
      return in == null ? Bytes.EMPTY : Bytes.of(in.readNBytes(Reply.MAX_BODY));
    }
  }

  private static Headers headers(Message message) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    message
        .getHeaders()
        .forEach(
            (name, value) -> {
              if (value instanceof String text && !name.startsWith("Camel")) {
                headers.put(name, List.of(text));
              }
            });
    return Headers.of(headers);
  }
}
