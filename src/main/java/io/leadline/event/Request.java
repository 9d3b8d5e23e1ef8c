package io.leadline.event;

import java.time.Instant;

/**
 * One inbound HTTP request, byte for byte.
 *
 * @param method in upper case
 * @param uri the whole URL as the sender called it, query included and undecoded: {@code
 *     PUBLIC_URL} where it is set, else as the request says. Signatures of HubSpot v2 and v3 cover
 *     it.
 * @param body exactly what came, before any charset or form decoding
 */
public record Request(
    HookName hook, String method, String uri, Headers headers, Bytes body, Instant receivedAt) {

  /** The same request, where a header has this value alone. */
  public Request with(String header, String headerValue) {
    return new Request(hook, method, uri, headers.with(header, headerValue), body, receivedAt);
  }

  /** The media type without its parameters, in lower case; empty where the sender gave none. */
  public String mediaType() {
    return headers
        .first("content-type")
        .map(type -> type.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT))
        .orElse("");
  }
}
