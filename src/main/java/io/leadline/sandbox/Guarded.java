package io.leadline.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Turns a bug of ours into a 500 that names itself; the JDK server would only close. */
record Guarded(HttpHandler handler) implements HttpHandler {
  private static final Logger LOG = System.getLogger(Guarded.class.getName());

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try {
      handler.handle(exchange);
    } catch (RuntimeException bug) {
      LOG.log(Level.ERROR, "internal error of the sandbox: a request was not answered", bug);
      Reply.html(500, "internal error of the sandbox").sendOn(exchange);
    } finally {
      exchange.close();
    }
  }
}
