package io.leadline.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes back over the wire. */
sealed interface Reply {
  /** Sends it and ends the exchange. */
  void sendOn(HttpExchange exchange) throws IOException;

  /** Null where no status line leaves. */
  @Nullable Integer httpStatus();

  /** {@code success} or {@code error} if the body has it. */
  @Nullable String statusWord();

  static Answer json(int status, Object value) {
    return new Answer(status, headers("application/json"), Json.write(value));
  }

  static Answer html(int status, String page) {
    return new Answer(status, headers("text/html; charset=utf-8"), utf8(page));
  }

  static Answer malformedJson(String text) {
    return new Answer(200, headers("application/json"), utf8(text));
  }

  static Answer empty(int status) {
    return new Answer(status, Map.of(), new byte[0]);
  }

  private static Map<String, String> headers(String contentType) {
    return Map.of("Content-Type", contentType);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A whole answer. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answer(int status, Map<String, String> headers, byte[] body) implements Reply {
    @Override
    public Integer httpStatus() {
      return status;
    }

    @Override
    public @Nullable String statusWord() {
      return Json.readObject(body)
          .filter(json -> json.get("status") instanceof String)
          .map(json -> String.valueOf(json.get("status")))
          .orElse(null);
    }

    Answer withHeader(String name, String value) {
      var more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Answer(status, more, body);
    }

    @Override
    public void sendOn(HttpExchange exchange) throws IOException {
      headers.forEach(exchange.getResponseHeaders()::set);
      // -1 is no body at all; 0 would mean chunks until closed.
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
      exchange.close();
    }
  }

  /** The connection is closed without a byte. */
  record Cut() implements Reply {
    @Override
    public @Nullable Integer httpStatus() {
      return null;
    }

    @Override
    public @Nullable String statusWord() {
      return null;
    }

    @Override
    public void sendOn(HttpExchange exchange) {
      // Without response headers this closes the socket; the JDK server sends nothing of its own.
      exchange.close();
    }
  }

  /** The rest of an answer whose status line has left. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Rest(int status, @Nullable String statusWord, byte[] body) implements Reply {
    @Override
    public Integer httpStatus() {
      return status;
    }

    @Override
    public void sendOn(HttpExchange exchange) throws IOException {
      exchange.getResponseBody().write(body);
      exchange.close();
    }
  }
}
