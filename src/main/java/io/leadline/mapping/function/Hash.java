package io.leadline.mapping.function;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SHA-256, as advertising platforms take addresses; trim and lower come first. */
final class Hash extends TextFunction {
  Hash() {
    super(
        "hash",
        "The SHA-256 of the text, in small hexadecimal digits (usually: trim | lower | hash).");
  }

  @Override
  @Nullable Object applyTo(String text, List<String> arguments) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("internal error: every JDK has SHA-256", e);
    }
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "ada@acme.com",
            "hash",
            "154e1e0a1872533ddf397a16e5a65dcfe2b88b0f2bd436c54a288bac45391a47"),
        new Example(
            "abc", "hash", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        new Example(
            List.of("abc"),
            "hash",
            List.of("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")),
        new Example(null, "hash", null));
  }
}
