package io.leadline.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the CRM decided about one call, and the body that says so. An accepted call has been
 * committed; a refused one has changed nothing.
 *
 * @param sentences why it was refused; empty when it was accepted
 * @param ignored names in the request that the CRM does not know
 */
record Ruling(
    boolean accepted,
    Map<String, @Nullable Object> body,
    List<String> sentences,
    @Nullable String contactId,
    @Nullable Long profileId,
    List<String> ignored) {

  static Ruling refused(List<String> sentences) {
    return refused(sentences, Map.of(), List.of());
  }

  static Ruling refused(
      List<String> sentences, Map<String, Object> moreOfBody, List<String> ignored) {
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("status", "error");
    body.put("data", sentences);
    body.putAll(moreOfBody);
    return new Ruling(false, body, sentences, null, null, ignored);
  }

  String statusWord() {
    return accepted ? "success" : "error";
  }
}
