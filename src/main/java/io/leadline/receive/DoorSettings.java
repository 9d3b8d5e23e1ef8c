package io.leadline.receive;

import org.jspecify.annotations.Nullable;

/**
 * How the door is set up.
 *
 * @param publicUrl how form tools reach us ({@code PUBLIC_URL}), as {@code https://hooks.acme.com};
 *     null: as each request says itself. Behind a proxy it must be set, because HubSpot signs the
 *     URL that it called (sources.md §2)
 * @param bodyLimit the largest body that is taken, in bytes
 */
public record DoorSettings(@Nullable String publicUrl, int bodyLimit) {
  public static final int DEFAULT_BODY_LIMIT = 1024 * 1024;

  public DoorSettings {
    publicUrl = publicUrl == null || publicUrl.isBlank() ? null : withoutSlash(publicUrl.strip());
    if (bodyLimit < 1 || bodyLimit == Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "the body limit is " + bodyLimit + " bytes; it must be between 1 byte and 2 GiB");
    }
    if (publicUrl != null && !publicUrl.matches("https?://[^/?#\\s]+(/[^?#\\s]*)?")) {
      throw new IllegalArgumentException(
          "PUBLIC_URL is '"
              + publicUrl
              + "'; it must be a URL without a query, as https://hooks.acme.com");
    }
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? withoutSlash(url.substring(0, url.length() - 1)) : url;
  }
}
