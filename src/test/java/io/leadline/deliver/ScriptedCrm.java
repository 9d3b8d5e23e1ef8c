package io.leadline.deliver;

import io.leadline.crm.CrmRequest;
import io.leadline.crm.Reply;
import io.leadline.event.Bytes;
import io.leadline.event.CallKind;
import io.leadline.event.Headers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Answers as it was told, then with success. */
final class ScriptedCrm implements CrmEndpoint {
  static final Reply REFUSED_KEY =
      answer(200, "{\"status\":\"error\",\"data\":[\"Invalid API key\"]}");
  static final Reply FORCED_ERROR =
      answer(
          200,
          "{\"status\":\"error\",\"data\":[\"email is required\"],"
              + "\"field_map\":{\"email\":{\"type\":\"string\"}}}");

  final Deque<Function<CrmRequest, Reply>> script = new ArrayDeque<>();
  final List<CrmRequest> requests = new ArrayList<>();

  ScriptedCrm then(Reply reply) {
    return then(request -> reply);
  }

  ScriptedCrm then(Function<CrmRequest, Reply> next) {
    script.add(next);
    return this;
  }

  /** Does something, then answers with success. */
  ScriptedCrm thenWhile(Runnable deed) {
    return then(
        request -> {
          deed.run();
          return success(request);
        });
  }

  @Override
  public Reply exchange(CrmRequest request) {
    requests.add(request);
    Function<CrmRequest, Reply> next = script.poll();
    return next == null ? success(request) : next.apply(request);
  }

  /** {@code createContact ada@acme.example}, {@code addProfileToContact c-1}. */
  List<String> calls() {
    return requests.stream()
        .map(
            request ->
                request.kind() + " " + request.body().getOrDefault("email", contact(request)))
        .toList();
  }

  private static Object contact(CrmRequest request) {
    return String.valueOf(request.body().get("contact_id"));
  }

  static Reply success(CrmRequest request) {
    return request.kind() == CallKind.CREATE_CONTACT
        ? answer(
            200, "{\"status\":\"success\",\"data\":{\"contact_id\":\"c-1\",\"entity_id\":\"e-1\"}}")
        : answer(200, "{\"status\":\"success\",\"data\":{\"profile_id\":\"p-1\"}}");
  }

  static Reply answer(int status, String body) {
    return new Reply.Answered(status, Headers.NONE, Bytes.utf8(body));
  }

  static Reply answer(int status, String body, String header, String value) {
    return new Reply.Answered(status, Headers.of(Map.of(header, List.of(value))), Bytes.utf8(body));
  }

  static Reply answer(int status, String body, Map<String, List<String>> headers) {
    return new Reply.Answered(status, Headers.of(headers), Bytes.utf8(body));
  }

  static Reply refused(String why) {
    return answer(200, "{\"status\":\"error\",\"data\":[\"" + why + "\"],\"required_fields\":[]}");
  }

  static Reply notReached() {
    return new Reply.NoAnswer(false, "connection refused");
  }
}
