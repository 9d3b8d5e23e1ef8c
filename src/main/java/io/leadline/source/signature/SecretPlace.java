package io.leadline.source.signature;

import io.leadline.event.Bytes;
import io.leadline.event.Request;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Where in a request a secret is. */
public final class SecretPlace {
  private final String name;
  private final Function<Request, Optional<String>> find;
  private final BiFunction<Request, String, Request> put;

  private SecretPlace(
      String name,
      Function<Request, Optional<String>> find,
      BiFunction<Request, String, Request> put) {
    this.name = name;
    this.find = find;
    this.put = put;
  }

  /** A parameter of the URL. */
  public static SecretPlace query(String parameter) {
    return new SecretPlace(
        "?" + parameter + "= in the URL",
        request -> pair(afterTheMark(request.uri()), parameter),
        (request, secret) -> withQuery(request, parameter + "=" + encoded(secret)));
  }

  /** A header that holds the secret and nothing else. */
  public static SecretPlace header(String header) {
    return new SecretPlace(
        header,
        request -> request.headers().first(header).map(String::strip).filter(it -> !it.isEmpty()),
        (request, secret) -> request.with(header, secret));
  }

  /** {@code Authorization: Bearer SECRET}. */
  public static SecretPlace bearer() {
    return new SecretPlace(
        "Authorization: Bearer",
        request -> authorization(request, "Bearer "),
        (request, secret) -> request.with("Authorization", "Bearer " + secret));
  }

  /** HTTP's basic authentication; the secret is {@code user:password}. */
  public static SecretPlace basic() {
    return new SecretPlace(
        "Authorization: Basic",
        request -> authorization(request, "Basic ").map(SecretPlace::userAndPassword),
        (request, secret) ->
            request.with("Authorization", "Basic " + Encoding.BASE64.encode(utf8(secret))));
  }

  /** A field of a form-encoded body. */
  public static SecretPlace field(String field) {
    return new SecretPlace(
        "the field " + field,
        request -> pair(request.body().asUtf8(), field),
        (request, secret) -> withField(request, field + "=" + encoded(secret)));
  }

  Optional<String> find(Request request) {
    return find.apply(request);
  }

  Request put(Request request, String secret) {
    return put.apply(request, secret);
  }

  private static String afterTheMark(String uri) {
    int mark = uri.indexOf('?');
    return mark < 0 ? "" : uri.substring(mark + 1);
  }

  private static Optional<String> pair(String form, String parameter) {
    return Arrays.stream(form.split("&"))
        .filter(pair -> pair.startsWith(parameter + "="))
        .map(pair -> decoded(pair.substring(parameter.length() + 1)))
        .filter(secret -> !secret.isEmpty())
        .findFirst();
  }

  private static Optional<String> authorization(Request request, String scheme) {
    return request
        .headers()
        .first("Authorization")
        .map(String::strip)
        .filter(value -> value.regionMatches(true, 0, scheme, 0, scheme.length()))
        .map(value -> value.substring(scheme.length()).strip())
        .filter(value -> !value.isEmpty());
  }

  private static String userAndPassword(String credentials) {
    return Encoding.BASE64
        .decode(credentials)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse(credentials);
  }

  private static Request withQuery(Request request, String pair) {
    return new Request(
        request.hook(),
        request.method(),
        request.uri() + (request.uri().contains("?") ? "&" : "?") + pair,
        request.headers(),
        request.body(),
        request.receivedAt());
  }

  private static Request withField(Request request, String pair) {
    return new Request(
        request.hook(),
        request.method(),
        request.uri(),
        request.headers(),
        Bytes.utf8(request.body().isEmpty() ? pair : request.body().asUtf8() + "&" + pair),
        request.receivedAt());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** As in tables. */
  String words() {
    return name.startsWith("?") ? "`" + name.replace(" in", "` in") : "`" + name + "`";
  }

  /** As in messages. */
  @Override
  public String toString() {
    return name;
  }
}
