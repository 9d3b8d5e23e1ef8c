package io.leadline.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What each fault answers in place of the CRM's own answer. */
final class FaultReplies {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Clock clock;
  private final int errorStatus;

  FaultReplies(Clock clock, int errorStatus) {
    this.clock = clock;
    this.errorStatus = errorStatus;
  }

  /** The CRM's own answer. */
  Reply.Answer plain(Ruling ruling) {
    return Reply.json(ruling.accepted() ? 200 : errorStatus, ruling.body());
  }

  /** The fault's answer; {@code ruling} is null where the CRM was not asked. */
  Reply reply(Fault fault, @Nullable Ruling ruling) {
    return switch (fault.kind()) {
      case TOO_MANY_REQUESTS, RATE_LIMIT -> paced(fault, error(429, "Too many requests"));
      case SERVER_ERROR -> paced(fault, Reply.html(fault.status(), errorPage(fault.status())));
      case CLIENT_ERROR -> paced(fault, error(fault.status(), fault.message()));
      case HTML_PAGE -> Reply.html(200, "<!doctype html><title>Log in</title><h1>Log in</h1>");
      case EMPTY_BODY -> Reply.empty(200);
      case NOT_JSON -> Reply.malformedJson("{\"status\":\"success\",\"data\":{\"contact_id\":\"");
      case CUT_BEFORE_COMMIT, CUT_AFTER_COMMIT, LATENCY, HANG, TRICKLE -> new Reply.Cut();
      case NO_CONTACT_ID -> withoutId(ruling);
      case REFUSE -> error(errorStatus, fault.message());
    };
  }

  private static Reply.Answer error(int status, String sentence) {
    return Reply.json(status, Ruling.refused(List.of(sentence)).body());
  }

  private static String errorPage(int status) {
    return "<html><head><title>%1$d</title></head><body><h1>%1$d</h1></body></html>"
        .formatted(status);
  }

  private Reply.Answer paced(Fault fault, Reply.Answer answer) {
    var wait = fault.retryAfter();
    return wait == null ? answer : answer.withHeader("Retry-After", retryAfter(fault, wait));
  }

  private String retryAfter(Fault fault, Duration wait) {
    return fault.retryAfterAsDate()
        ? HTTP_DATE.format(clock.instant().plus(wait).truncatedTo(ChronoUnit.SECONDS))
        : String.valueOf(wait.toSeconds());
  }

  private Reply withoutId(@Nullable Ruling ruling) {
    if (ruling == null || !ruling.accepted()) {
      return ruling == null ? Reply.empty(200) : plain(ruling);
    }
    var body = new LinkedHashMap<>(ruling.body());
    if (body.get("data") instanceof Map<?, ?> data) {
      var rest = new LinkedHashMap<Object, @Nullable Object>(data);
      rest.keySet().removeAll(List.of("contact_id", "profile_id"));
      body.put("data", rest);
    }
    return Reply.json(200, body);
  }
}
