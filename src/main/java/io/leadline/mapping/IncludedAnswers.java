package io.leadline.mapping;

import io.leadline.event.Documents;
import io.leadline.event.Submission;
import io.leadline.mapping.function.Letters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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
      Pattern.compile("\\b(signature|unterschrift)\\b", Pattern.CASE_INSENSITIVE);

  /** A signature to Spaniards and Italians, a company to Germans, who give its address. */
  private static final Pattern FIRMA = Pattern.compile("\\bfirma\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern FIRMA_ALONE =
      Pattern.compile("[^\\p{L}]*firma[^\\p{L}]*", Pattern.CASE_INSENSITIVE);
  private static final Pattern HOST_ALONE = Pattern.compile("https?://[^/?#]*/?");
  private static final Pattern UPLOADED =
      Pattern.compile(
          "\\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?|pdf)(?:[?#]|$)|upload|download|signature",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SECRET =
      Pattern.compile(
          "(?:.*[-_])?(?:access|api|auth|id|refresh|security|session)?"
              + "(?:token|sig|signature|key|expires|hmac|secret|password|credential|jwt)"
              + "|AWSAccessKeyId",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
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
   * @param lines those of the payload that gave something: an answer of the same title as one that
   *     asks another question has a number behind it
   */
  static Map<String, Object> of(Scope scope, List<Expression> mapped, Map<String, Rule> lines) {
    Submission submission = scope.submission();
    Set<String> read = scope.namesRead(mapped);
    Map<String, @Nullable Object> byTitle =
        submission.labels().isEmpty() ? submission.answers() : submission.labels();
    Ids ids = new Ids(submission);
    Map<String, Object> included = new LinkedHashMap<>();
    int index = 0;
    for (Map.Entry<String, @Nullable Object> answer : byTitle.entrySet()) {
      String title = answer.getKey();
      String id = ids.of(title, answer.getValue(), index++);
      if (included.size() == MAX) {
        break;
      }
      if (!read.contains(title) && !read.contains(id) && !own(title, id)) {
        Object value = withoutSecrets(title, answer.getValue());
        Rule line = lines.get(title);
        boolean given = line != null && isReadBy(line, title, id, scope);
        if (value != null && !Blank.is(value) && !given) {
          included.put(line == null ? title : numbered(title, lines, byTitle, included), value);
        }
      }
    }
    return included;
  }

  private static boolean isReadBy(Rule line, String title, String id, Scope scope) {
    Set<String> read = scope.namesRead(line.expressions().toList());
    return read.contains(title) || read.contains(id);
  }

  /** As a second question of the same title is called. */
  private static String numbered(
      String title, Map<String, Rule> lines, Map<String, ?> byTitle, Map<String, ?> included) {
    int number = 2;
    String name = title + " (2)";
    while (lines.containsKey(name) || byTitle.containsKey(name) || included.containsKey(name)) {
      name = title + " (" + ++number + ")";
    }
    return name;
  }

  /** Ids and titles come in the same order; where they differ in number, the value tells. */
  private static final class Ids {
    private final Set<String> all;
    private final List<String> inOrder;

    /** By the value as text: values could be made to have one hash. */
    private final Map<String, String> byValue = new HashMap<>();

    Ids(Submission submission) {
      Map<String, @Nullable Object> answers = submission.answers();
      int titles = submission.labels().size();
      all = answers.keySet();
      inOrder = answers.size() == titles ? List.copyOf(all) : List.of();
      if (answers.size() != titles && titles > 0) {
        answers.forEach(this::remember);
      }
    }

    private void remember(String id, @Nullable Object value) {
      if (value != null) {
        byValue.putIfAbsent(Documents.canonical(value), id);
      }
    }

    String of(String title, @Nullable Object value, int index) {
      if (all.contains(title)) {
        return title;
      }
      if (!inOrder.isEmpty()) {
        return inOrder.get(index);
      }
      return value == null ? title : byValue.getOrDefault(Documents.canonical(value), title);
    }
  }

  private static boolean own(String title, String id) {
    return title.startsWith("_") || id.startsWith("_") || BOOKKEEPING.contains(Letters.lower(id));
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
    return isSignature(title, text) ? null : withoutToken(text);
  }

  private static boolean isSignature(String title, String address) {
    if (SIGNATURE.matcher(title).find()) {
      return true;
    }
    boolean firma = FIRMA.matcher(title).find() && !HOST_ALONE.matcher(address).matches();
    return firma && (FIRMA_ALONE.matcher(title).matches() || UPLOADED.matcher(address).find());
  }

  /** Up to the '?' or '#' behind which a secret stands; in one pass, whatever it holds. */
  private static String withoutToken(String address) {
    int part = -1;
    int name = -1;
    for (int at = 0; at < address.length(); at++) {
      char mark = address.charAt(at);
      if (mark == '?' || mark == '#') {
        part = at;
        name = at + 1;
      } else if (part >= 0 && (mark == '&' || mark == ';')) {
        name = at + 1;
      } else if (name >= 0 && mark == '=') {
        if (SECRET.matcher(address.substring(name, at)).matches()) {
          return address.substring(0, part);
        }
        name = -1;
      }
    }
    return address;
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
