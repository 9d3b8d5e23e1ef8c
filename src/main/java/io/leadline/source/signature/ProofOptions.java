package io.leadline.source.signature;

import io.leadline.source.HookOptions;
import io.leadline.source.Proof;
import io.leadline.source.UnfitOption;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a hook's sender proves itself, where the route file says so by the option {@code verify} and
 * its fellows, whatever its form tool does by itself.
 */
public final class ProofOptions {
  public static final Set<String> NAMES =
      Set.of(
          "verify",
          "secret-header",
          "secret-parameter",
          "secret-field",
          "signature-header",
          "signature-prefix",
          "signature-part",
          "signature-encoding",
          "signature-hash",
          "signature-of",
          "timestamp-header",
          "timestamp-unit",
          "id-header",
          "tolerance");

  private static final Map<String, String> HASHES =
      Map.of(
          "sha1",
          "HmacSHA1",
          "sha256",
          "HmacSHA256",
          "sha384",
          "HmacSHA384",
          "sha512",
          "HmacSHA512");

  private static final Map<String, Encoding> ENCODINGS =
      Map.of("hex", Encoding.HEX, "base64", Encoding.BASE64);

  private static final Map<String, ChronoUnit> UNITS =
      Map.of("seconds", ChronoUnit.SECONDS, "milliseconds", ChronoUnit.MILLIS);

  private static final String SENDER = "the sender";
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final HookOptions options;

  private ProofOptions(HookOptions options) {
    this.options = options;
  }

  /** Nothing where the route file leaves it to the form tool. */
  public static Optional<Proof> read(HookOptions options) throws UnfitOption {
    var verify = options.text("verify");
    return verify.isEmpty() ? Optional.empty() : Optional.of(new ProofOptions(options).proof());
  }

  private Proof proof() throws UnfitOption {
    return switch (options.oneOf("verify", "", KINDS)) {
      case NONE -> NoProof.INSTANCE;
      case KEY -> key();
      case BEARER -> inOnePlace("bearer", SecretPlace.bearer());
      case BASIC -> inOnePlace("basic", SecretPlace.basic());
      case HMAC -> hmac();
      case T_V1 -> timedHmac();
    };
  }

  private enum Kind {
    NONE,
    KEY,
    BEARER,
    BASIC,
    HMAC,
    T_V1
  }

  private static final Map<String, Kind> KINDS =
      Map.of(
          "none", Kind.NONE,
          "key", Kind.KEY,
          "bearer", Kind.BEARER,
          "basic", Kind.BASIC,
          "hmac", Kind.HMAC,
          "t-v1", Kind.T_V1);

  private Proof key() {
    var header = options.text("secret-header").map(SecretPlace::header);
    var field = options.text("secret-field").map(SecretPlace::field);
    var parameter = options.text("secret-parameter").map(SecretPlace::query);
    return header
        .or(() -> field)
        .or(() -> parameter)
        .map(place -> (Proof) inOnePlace("key", place))
        .orElseGet(() -> SecretInRequest.of(SENDER));
  }

  private static Proof inOnePlace(String scheme, SecretPlace place) {
    return new SecretInRequest(scheme, SENDER, List.of(place));
  }

  private Proof timedHmac() throws UnfitOption {
    return new TimedHmac(
        "t-v1",
        SENDER,
        options.required("signature-header", "for verify: t-v1"),
        options.text("signature-part", "v1"),
        options.duration("tolerance", TOLERANCE));
  }

  private Proof hmac() throws UnfitOption {
    var header = options.required("signature-header", "for verify: hmac");
    var hmac =
        new Hmac(
            "hmac",
            options.oneOf("signature-hash", "sha256", HASHES),
            header,
            options.text("signature-prefix", ""),
            options.oneOf("signature-encoding", "hex", ENCODINGS));
    var text = signedText();
    return options.text("signature-of").isEmpty()
        ? hmac
        : new TemplateHmac(SENDER, hmac, text, signedTime(text));
  }

  private SignedText signedText() throws UnfitOption {
    var text =
        SignedText.of(
            options.text("signature-of", SignedText.BODY),
            options.text("timestamp-header", ""),
            options.text("id-header", ""));
    if (!text.unknown().isEmpty()) {
      throw new UnfitOption(
          "signature-of",
          "it names %s; known are {body}, {timestamp}, {id}, {method} and {url}"
              .formatted(String.join(", ", text.unknown())));
    }
    if (!text.has(SignedText.BODY)) {
      throw new UnfitOption(
          "signature-of", "it leaves {body} out: anybody could change what was signed");
    }
    if (text.has(SignedText.ID)) {
      options.required("id-header", "for the {id} of signature-of");
    }
    return text;
  }

  private Optional<SignedTime> signedTime(SignedText text) throws UnfitOption {
    return text.has(SignedText.TIMESTAMP)
        ? Optional.of(
            new SignedTime(
                SENDER,
                options.required("timestamp-header", "for the {timestamp} of signature-of"),
                options.oneOf("timestamp-unit", "seconds", UNITS),
                options.duration("tolerance", TOLERANCE)))
        : Optional.empty();
  }
}
