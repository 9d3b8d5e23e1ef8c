package io.leadline.source;

/** What a form tool that looks at a hook's address is told. */
public sealed interface Handshake {

  /**
   * 200.
   *
   * @param text the body, sent as plain text; it may be empty
   */
  record Welcome(String text) implements Handshake {}

  /**
   * 403.
   *
   * @param why a sentence for the operator, without any token
   */
  record Refused(String why) implements Handshake {}
}
