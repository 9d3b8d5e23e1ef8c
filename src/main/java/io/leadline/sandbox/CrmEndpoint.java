package io.leadline.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The two documented addresses: {@code POST /apis/public/{createContact,addProfileToContact}.php}.
 */
final class CrmEndpoint implements HttpHandler {
  static final String BASE = "/apis/public";

  private final Crm crm;
  private final CallLog log;
  private final CallRunner runner;
  private final int maxBodyBytes;

  CrmEndpoint(Crm crm, CallLog log, CallRunner runner, int maxBodyBytes) {
    this.crm = crm;
    this.log = log;
    this.runner = runner;
    this.maxBodyBytes = maxBodyBytes;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var operation = operationAt(exchange.getRequestURI().getPath());
    if (operation.isEmpty()) {
      refuse(404, "There is no such call", exchange);
    } else if (!exchange.getRequestMethod().equals("POST")) {
      refuse(405, "The request method must be POST", exchange);
    } else {
      answer(operation.get(), exchange);
    }
  }

  private static Optional<Operation> operationAt(String path) {
    return switch (path) {
      case BASE + "/createContact.php" -> Optional.of(Operation.CREATE_CONTACT);
      case BASE + "/addProfileToContact.php" -> Optional.of(Operation.ADD_PROFILE);
      default -> Optional.empty();
    };
  }

  private void answer(Operation operation, HttpExchange exchange) throws IOException {
    var body = exchange.getRequestBody().readNBytes(maxBodyBytes + 1);
    if (body.length > maxBodyBytes) {
      refuse(413, "The request body is longer than " + maxBodyBytes + " bytes", exchange);
      return;
    }
    run(operation, Json.readObject(body), exchange).sendOn(exchange);
  }

  /** The call has ended in the log before its answer leaves: else its caller could be too quick. */
  private Reply run(
      Operation operation, Optional<Map<String, @Nullable Object>> request, HttpExchange exchange) {
    var entry = log.begin(operation, callerOf(request.orElse(Map.of())));
    var settled = new Settled(new Reply.Cut(), null, null);
    try {
      settled = runner.run(operation, request, entry, exchange);
    } finally {
      log.end(entry, settled);
    }
    return settled.reply();
  }

  private CallLog.Caller callerOf(Map<String, @Nullable Object> fields) {
    return new CallLog.Caller(
        crm.personOf(fields),
        text(fields.get("org_id")),
        text(fields.get("member_id")),
        crm.emailOf(fields),
        text(fields.get("contact_id")),
        Crm.masked(fields.get("api_key")));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static void refuse(int status, String sentence, HttpExchange exchange)
      throws IOException {
    Reply.json(status, Ruling.refused(List.of(sentence)).body()).sendOn(exchange);
  }
}
