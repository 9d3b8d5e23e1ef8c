package io.leadline.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The decoded parameters of a request's query. */
record Query(List<Parameter> parameters) {
  private record Parameter(String name, String value) {}

  static Query of(HttpExchange exchange) {
    return of(exchange.getRequestURI());
  }

  private static Query of(URI uri) {
    var raw = uri.getRawQuery();
    return raw == null
        ? new Query(List.of())
        : new Query(Arrays.stream(raw.split("&", -1)).map(Query::parameter).toList());
  }

  private static Parameter parameter(String text) {
    int equals = text.indexOf('=');
    return equals < 0
        ? new Parameter(decoded(text), "")
        : new Parameter(decoded(text.substring(0, equals)), decoded(text.substring(equals + 1)));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  List<String> all(String name) {
    return parameters.stream()
        .filter(parameter -> parameter.name().equals(name))
        .map(Parameter::value)
        .toList();
  }

  @Nullable String first(String name) {
    return all(name).stream().findFirst().orElse(null);
  }
}
