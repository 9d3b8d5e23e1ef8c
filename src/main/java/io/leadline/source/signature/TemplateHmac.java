package io.leadline.source.signature;

import io.leadline.event.Request;
import io.leadline.source.Proof;
import io.leadline.source.Secrets;
import io.leadline.source.Verification;
import io.leadline.source.Verification.Unverified;
import java.util.Optional;

/**
 * An HMAC of more than the body: of a time, an id, the address.
 *
 * @param tool as in messages
 * @param hmac where the signature is and how it is written
 * @param text what is signed
 * @param time where the time is that is signed; nothing where none is
 */
record TemplateHmac(String tool, Hmac hmac, SignedText text, Optional<SignedTime> time)
    implements Proof {
  private static final String HINT =
      "check that it is the secret entered at the sender, that the route file says what is signed,"
          + " and that no proxy changes the body";

  @Override
  public Verification verify(Request request, Secrets secrets) {
    var complaint = time.map(it -> it.complaint(request)).orElse("");
    return complaint.isEmpty()
        ? hmac.verify(request, secrets, text.in(request), HINT)
        : new Unverified(complaint);
  }

  @Override
  public String words() {
    var words = hmac.words("`" + text + "`");
    return time.map(it -> words + ", no older than " + Freshness.words(it.tolerance()))
        .orElse(words);
  }

  @Override
  public Request proven(Request request, String secret) {
    var stamped = time.map(it -> it.stampedOn(request)).orElse(request);
    return hmac.proven(stamped, secret, text.in(stamped));
  }
}
