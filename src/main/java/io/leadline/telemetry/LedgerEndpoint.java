package io.leadline.telemetry;

import io.leadline.journal.LedgerLine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * {@code GET /actuator/ledger}: where every event is.
 *
 * <pre>{@code
 * {"balanced": true,
 *  "total": {"received": 3, "delivered": 1, "dead": 1, "ignored": 0, "discarded": 0, "pending": 1,
 *            "duplicates": 2, "rejected": 0, "quarantined": 0, "released": 0, "balanced": true},
 *  "hooks": {"typeform": {"received": 3, ...}}}
 * }</pre>
 *
 * <p>received = delivered + dead + ignored + discarded + pending; what follows is counted beside
 * the balance. 503 where the journal cannot be read.
 */
@WebEndpoint(id = "ledger")
public final class LedgerEndpoint {
  private final Supplier<List<LedgerLine>> ledger;

  public LedgerEndpoint(Supplier<List<LedgerLine>> ledger) {
    this.ledger = ledger;
  }

  @ReadOperation
  public WebEndpointResponse<Map<String, Object>> ledger() {
    try {
      return new WebEndpointResponse<>(document(ledger.get()));
    } catch (RuntimeException e) {
      return new WebEndpointResponse<>(
          Map.of("error", "the journal cannot be read now; ask again, and see /actuator/health"),
          503);
    }
  }

  private static Map<String, Object> document(List<LedgerLine> lines) {
    boolean balanced = lines.stream().allMatch(LedgerLine::balances);
    var hooks = new LinkedHashMap<String, Object>();
    lines.forEach(line -> hooks.put(line.hook().value(), columns(List.of(line))));
    var document = new LinkedHashMap<String, Object>();
    document.put("balanced", balanced);
    document.put("total", columns(lines));
    document.put("hooks", hooks);
    return document;
  }

  private static Map<String, Object> columns(List<LedgerLine> lines) {
    var columns = new LinkedHashMap<String, Object>();
    columns.put("received", sum(lines, LedgerLine::received));
    columns.put("delivered", sum(lines, LedgerLine::delivered));
    columns.put("dead", sum(lines, LedgerLine::dead));
    columns.put("ignored", sum(lines, LedgerLine::ignored));
    columns.put("discarded", sum(lines, LedgerLine::discarded));
    columns.put("pending", sum(lines, LedgerLine::pending));
    columns.put("duplicates", sum(lines, LedgerLine::duplicates));
    columns.put("rejected", sum(lines, LedgerLine::rejected));
    columns.put("quarantined", sum(lines, LedgerLine::quarantined));
    columns.put("released", sum(lines, LedgerLine::released));
    columns.put("balanced", lines.stream().allMatch(LedgerLine::balances));
    return columns;
  }

  private static long sum(List<LedgerLine> lines, ToLongFunction<LedgerLine> column) {
    return lines.stream().mapToLong(column).sum();
  }

  /** Events received and not accounted for; negative where more came out than went in. */
  static long lost(LedgerLine line) {
    return line.received()
        - line.delivered()
        - line.dead()
        - line.ignored()
        - line.discarded()
        - line.pending();
  }
}
