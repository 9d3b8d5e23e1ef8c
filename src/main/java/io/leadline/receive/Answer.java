package io.leadline.receive;

import io.leadline.event.Documents;
import io.leadline.journal.Receipt;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a caller of a hook is told. The body of an answer to a webhook is JSON and never empty:
 * {@code {"events":[{"id":…, "new":true,"duplicate":false}]}} or {@code
 * {"error":code,"message":sentence}}. Nothing of the request is in it.
 */
public record Answer(int status, Map<String, String> headers, String body) {
  private static final Map<String, String> JSON =
      Map.of("Content-Type", "application/json", "Cache-Control", "no-store");

  public Answer {
    headers = Map.copyOf(headers);
  }

  /** 200: everything is on disk. */
  static Answer stored(List<Receipt> receipts) {
    return new Answer(
        200, JSON, Documents.write(Map.of("events", receipts.stream().map(Answer::line).toList())));
  }

  private static Map<String, Object> line(Receipt receipt) {
    var line = new LinkedHashMap<String, Object>();
    line.put("id", receipt.event().value());
    line.put("new", receipt.isNew());
    line.put("duplicate", !receipt.isNew());
    return line;
  }

  /** 200 to a look at the address: the bare text, which some tools compare. */
  static Answer welcome(String text) {
    return new Answer(
        200,
        Map.of(
            "Content-Type", "text/plain;charset=utf-8",
            "Cache-Control", "no-store",
            "X-Content-Type-Options", "nosniff"),
        text);
  }

  static Answer refused(int status, String code, String message) {
    var body = new LinkedHashMap<String, Object>();
    body.put("error", code);
    body.put("message", message);
    return new Answer(status, JSON, Documents.write(body));
  }

  /** 503: nothing is wrong with the request, which should come again. */
  static Answer later(Duration after, String code, String message) {
    return refused(503, code, message).with("Retry-After", String.valueOf(after.toSeconds()));
  }

  Answer with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }

  /** Something of ours broke: the sender sends again, and loses nothing. */
  public static Answer broken() {
    return later(
        Duration.ofSeconds(60),
        "internal_error",
        "Leadline could not take this request because of an error of its own. Send it again later.");
  }
}
