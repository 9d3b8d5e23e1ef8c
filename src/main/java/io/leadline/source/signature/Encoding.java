package io.leadline.source.signature;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** How a signature is written in its header. */
public enum Encoding {
  BASE64("base64") {
    @Override
    byte[] strictly(String text) {
      return Base64.getDecoder().decode(text);
    }

    @Override
    String encode(byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
  },
  HEX("hexadecimal") {
    @Override
    byte[] strictly(String text) {
      return HexFormat.of().parseHex(text);
    }

    @Override
    String encode(byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
  };

  private final String word;

  Encoding(String word) {
    this.word = word;
  }

  abstract byte[] strictly(String text);

  abstract String encode(byte[] bytes);

  /** The bytes; nothing where the text is not written in this encoding. */
  Optional<byte[]> decode(String text) {
    try {
      return Optional.of(strictly(text));
    } catch (IllegalArgumentException notThisEncoding) {
      return Optional.empty();
    }
  }

  /** As in messages. */
  @Override
  public String toString() {
    return word;
  }
}
