package io.leadline.receive;

import io.leadline.event.Bytes;
import io.leadline.event.Event;
import io.leadline.event.Fetched;
import io.leadline.event.Part;
import io.leadline.event.Request;
import io.leadline.source.Proof;
import io.leadline.source.Reading;
import io.leadline.source.Secrets;
import io.leadline.source.Source;
import io.leadline.source.Verification;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A form tool of the tests: {@code X-Signature} is the hex HMAC-SHA256 of the body. A body of the
 * media type {@code text/lines} is one event a line, {@code key content}; any other is one event.
 */
public final class SignedSource implements Source {
  public static final String HEADER = "X-Signature";

  private final String name;
  private final Duration settling;

  public SignedSource(String name) {
    this(name, Duration.ZERO);
  }

  SignedSource(String name, Duration settling) {
    this.name = name;
    this.settling = settling;
  }

  public static String sign(byte[] body, String secret) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Proof proof() {
    return new Signed();
  }

  private static final class Signed implements Proof {
    @Override
    public Verification verify(Request request, Secrets secrets) {
      String sent = request.headers().first(HEADER).orElse("");
      for (int i = 0; i < secrets.values().size(); i++) {
        if (matches(sent, sign(request.body().array(), secrets.values().get(i)))) {
          return new Verification.Verified("test", i + 1);
        }
      }
      return new Verification.Unverified(
          "X-Signature does not match the body: compare the secrets");
    }

    @Override
    public String words() {
      return "X-Signature";
    }

    @Override
    public Request proven(Request request, String secret) {
      return request.with(HEADER, sign(request.body().array(), secret));
    }
  }

  private static boolean matches(String sent, String right) {
    return MessageDigest.isEqual(
        sent.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public List<Part> cut(Request request) {
    return request.mediaType().equals("text/lines")
        ? Stream.of(request.body().asUtf8().split("\n")).map(SignedSource::line).toList()
        : List.of(new Part(request.body().sha256(), null, request.body(), request.body().sha256()));
  }

  private static Part line(String line) {
    var body = Bytes.utf8(line);
    return new Part(line.split(" ", 2)[0], null, body, body.sha256());
  }

  @Override
  public Duration settling() {
    return settling;
  }

  @Override
  public Reading read(Event event, @Nullable Fetched fetched) {
    throw new UnsupportedOperationException("receiving must not read");
  }
}
