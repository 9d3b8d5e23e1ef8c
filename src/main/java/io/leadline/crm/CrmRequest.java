package io.leadline.crm;

import io.leadline.event.Bytes;
import io.leadline.event.CallKind;
import io.leadline.event.Documents;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request to the CRM: a POST of JSON.
 *
 * @param baseUrl the connection's, without a slash at its end
 * @param path below it, as {@code /createContact.php}
 * @param body what is sent, credentials first: never for a log, an exception or a store
 */
public record CrmRequest(
    CallKind kind, String baseUrl, String path, Map<String, @Nullable Object> body) {

  /** The whole address. It holds no credentials: those are in the body. */
  public String url() {
    return baseUrl + path;
  }

  /** The body as JSON in UTF-8, as it travels. */
  public Bytes json() {
    return Bytes.utf8(Documents.write(body));
  }

  /**
   * Tells what would change nothing: SHA-256 of the body, organisation and member too, but for the
   * key, which may be changed.
   */
  public String sha() {
    var said = new LinkedHashMap<>(body);
    said.remove("api_key");
    return Bytes.utf8(Documents.canonical(said)).sha256();
  }

  /** The address only: the body is credentials and personal data. */
  @Override
  public String toString() {
    return "POST " + url();
  }
}
