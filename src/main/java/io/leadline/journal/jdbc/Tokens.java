package io.leadline.journal.jdbc;

import java.util.Base64;
import java.util.random.RandomGenerator;

/** Fencing tokens: none is ever used again. */
final class Tokens {
  private static final int BYTES = 16;

  private Tokens() {}

  static String next(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
