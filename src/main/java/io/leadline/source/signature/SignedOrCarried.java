package io.leadline.source.signature;

import io.leadline.event.Request;
import io.leadline.source.CarriedSecret;
import io.leadline.source.Proof;
import io.leadline.source.Secrets;
import io.leadline.source.Verification;
import java.util.Optional;

/**
 * For a tool that signs only sometimes: where the signature's header is there it alone counts, else
 * the secret must be brought along.
 *
 * @param header whose presence means that the request is signed
 */
public record SignedOrCarried(String header, Proof signed, SecretInRequest carried)
    implements Proof {

  @Override
  public Verification verify(Request request, Secrets secrets) {
    return of(request).verify(request, secrets);
  }

  @Override
  public String words() {
    return signed.words() + "; where that is missing, " + carried.words();
  }

  @Override
  public Request proven(Request request, String secret) {
    return signed.proven(request, secret);
  }

  @Override
  public boolean carriesSecret() {
    return true;
  }

  /**
   * Also of a signed request: where a secret is in its URL it must be kept no more than another.
   */
  @Override
  public Optional<CarriedSecret> carried(Request request) {
    return carried.carried(request);
  }

  private Proof of(Request request) {
    return request.headers().first(header).isPresent() ? signed : carried;
  }
}
