package io.leadline.mapping;

import io.leadline.event.Submission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The answers that {@code include:} takes along, flat and by title; never payments, signatures, the
 * tokens in files' addresses, nor what a form tool keeps for itself.
 */
final class IncludedAnswers {
  private static final int MAX = 300;
  private static final Pattern SIGNATURE =
      Pattern.compile("\\b(signature|unterschrift|firma)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern SECRET_PARAMETER =
      Pattern.compile(
          "[?&#](?:[^=&]*[-_])?(?:access)?(?:token|sig|signature|key|expires|hmac)=.*",
          Pattern.CASE_INSENSITIVE);
  private static final Set<String> BOOKKEEPING =
      Set.of(
          "slug",
          "jsexecutiontracker",
          "submitsource",
          "builddate",
          "uploadserverurl",
          "eventobserver",
          "event_id",
          "timetosubmit",
          "temp_upload",
          "file_server",
          "preview",
          "validatednewrequiredfieldids",
          "path",
          "utf8",
          "authenticity_token",
          "csrf_token",
          "g-recaptcha-response",
          "h-captcha-response",
          "cf-turnstile-response",
          "nonce");

  private IncludedAnswers() {}

  /**
   * @param mapped the expressions whose answers are left out
   */
  static Map<String, Object> of(Scope scope, List<Expression> mapped) {
    Submission submission = scope.submission();
    Set<String> read = scope.namesRead(mapped);
    Map<String, @Nullable Object> byTitle =
        submission.labels().isEmpty() ? submission.answers() : submission.labels();
    Map<String, Object> included = new LinkedHashMap<>();
    int index = 0;
    for (Map.Entry<String, @Nullable Object> answer : byTitle.entrySet()) {
      String id = idOf(submission, answer.getKey(), answer.getValue(), index++);
      if (!read.contains(answer.getKey()) && !read.contains(id) && !own(answer.getKey(), id)) {
        Object value = withoutSecrets(answer.getKey(), answer.getValue());
        if (value != null && !Blank.is(value) && included.size() < MAX) {
          included.put(answer.getKey(), value);
        }
      }
    }
    return included;
  }

  /** Ids and titles come in the same order; where they differ in number, the value tells. */
  private static String idOf(
      Submission submission, String title, @Nullable Object value, int index) {
    Map<String, @Nullable Object> answers = submission.answers();
    if (answers.containsKey(title)) {
      return title;
    }
    List<String> ids = new ArrayList<>(answers.keySet());
    if (ids.size() == submission.labels().size()) {
      return ids.get(index);
    }
    return ids.stream()
        .filter(id -> value != null && value.equals(answers.get(id)))
        .findFirst()
        .orElse(title);
  }

  private static boolean own(String title, String id) {
    return title.startsWith("_")
        || id.startsWith("_")
        || BOOKKEEPING.contains(id.toLowerCase(Locale.ROOT));
  }

  private static @Nullable Object withoutSecrets(String title, @Nullable Object value) {
    if (value instanceof String text) {
      return fromText(title, text);
    }
    if (value instanceof Map<?, ?> object) {
      return fromObject(title, object);
    }
    if (value instanceof List<?> items) {
      List<Object> kept = new ArrayList<>();
      for (Object item : items) {
        Object clean = withoutSecrets(title, item);
        if (clean != null) {
          kept.add(clean);
        }
      }
      return kept;
    }
    return value;
  }

  private static @Nullable String fromText(String title, String text) {
    if (text.startsWith("data:")) {
      return null;
    }
    boolean address = text.startsWith("https://") || text.startsWith("http://");
    if (!address) {
      return text;
    }
    return SIGNATURE.matcher(title).find() ? null : withoutToken(text);
  }

  private static String withoutToken(String address) {
    int query = address.indexOf('?');
    return query >= 0 && SECRET_PARAMETER.matcher(address.substring(query)).find()
        ? address.substring(0, query)
        : address;
  }

  private static @Nullable Object fromObject(String title, Map<?, ?> object) {
    if (object.get("url") instanceof String url) {
      return fromText(title, url);
    }
    boolean payment =
        object.containsKey("last4")
            || (object.containsKey("amount")
                && (object.containsKey("currency") || object.containsKey("status")));
    return payment ? null : object;
  }
}
