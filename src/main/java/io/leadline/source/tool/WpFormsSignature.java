package io.leadline.source.tool;

import io.leadline.event.Bytes;
import io.leadline.event.Request;
import io.leadline.source.Proof;
import io.leadline.source.Secrets;
import io.leadline.source.Verification;
import io.leadline.source.Verification.Unverified;
import io.leadline.source.body.BodyKind;
import io.leadline.source.body.FormBody;
import io.leadline.source.body.Unexpected;
import io.leadline.source.signature.TimedHmac;
import java.time.Duration;
import java.util.Locale;

/**
 * The signature of WPForms (sources.md §11), over the raw body where that is JSON. Of a form it
 * signs not what it sends but the fields as WordPress writes them in JSON: they are written so
 * again. That fails where a form cannot say what was there, as for a null.
 */
final class WpFormsSignature implements Proof {
  private static final String HEADER = "X-WPForms-Webhook-Signature";

  private static final String CHOOSE_JSON =
      "choose JSON as the request format in WPForms, which signs form fields otherwise than it"
          + " sends them";

  private static final TimedHmac OF_JSON = named("wpforms");
  private static final TimedHmac OF_FORM = named("wpforms-urlencoded");

  private static TimedHmac named(String scheme) {
    return new TimedHmac(scheme, "WPForms", HEADER, "v", Duration.ofMinutes(5));
  }

  @Override
  public Verification verify(Request request, Secrets secrets) {
    return isForm(request) ? verifyForm(request, secrets) : OF_JSON.verify(request, secrets);
  }

  private static boolean isForm(Request request) {
    var type = request.headers().first("content-type").orElse("").toLowerCase(Locale.ROOT);
    return BodyKind.of(request.body(), type) == BodyKind.FORM;
  }

  private static Verification verifyForm(Request request, Secrets secrets) {
    try {
      var verification = OF_FORM.verify(asSigned(request), secrets);
      return verification instanceof Unverified no
          ? new Unverified(no.why() + "; " + CHOOSE_JSON)
          : verification;
    } catch (Unexpected e) {
      return new Unverified("the body is %s: %s".formatted(e.getMessage(), CHOOSE_JSON));
    }
  }

  private static Request asSigned(Request request) throws Unexpected {
    var fields = WpForms.asInJson(FormBody.object(request.body()));
    return new Request(
        request.hook(),
        request.method(),
        request.uri(),
        request.headers(),
        Bytes.utf8(WordPressJson.write(fields.map())),
        request.receivedAt());
  }

  @Override
  public String words() {
    return OF_JSON.words();
  }

  @Override
  public Request proven(Request request, String secret) {
    try {
      return isForm(request)
          ? signedLike(OF_FORM.proven(asSigned(request), secret), request)
          : OF_JSON.proven(request, secret);
    } catch (Unexpected e) {
      return request;
    }
  }

  private static Request signedLike(Request other, Request request) {
    return request.with(HEADER, other.headers().first(HEADER).orElseThrow());
  }
}
