package io.leadline.receive;

import io.leadline.event.ConnectionName;
import io.leadline.event.HookName;
import io.leadline.source.Proof;
import io.leadline.source.Secrets;
import io.leadline.source.Source;
import java.util.List;

/**
 * One inbound address, {@code /hooks/{hook}}.
 *
 * @param proof how its sender proves itself: the form tool's own way, unless the route file says
 *     otherwise
 * @param connection the CRM account that its events go to
 * @param secrets from {@code <HOOK>_SECRET}; empty where that is not set: such a hook answers 503,
 *     unless it needs none
 * @param verifyTokens from {@code <HOOK>_VERIFY_TOKEN}, for a tool that looks at the address first
 */
public record Hook(
    HookName name,
    Source source,
    Proof proof,
    ConnectionName connection,
    Secrets secrets,
    Secrets verifyTokens) {

  /** So that nobody comes upon it by trying. */
  private static final int LEAST_LENGTH = 16;

  /** A hook whose sender proves itself as its form tool does. */
  public Hook(HookName name, Source source, ConnectionName connection, Secrets secrets) {
    this(name, source, source.proof(), connection, secrets, Secrets.NONE);
  }

  /** Whether it takes nothing until its secret is set. */
  public boolean lacksSecret() {
    return proof.needsSecret() && secrets.isEmpty();
  }

  /** Whether everybody who knows the address is believed. */
  public boolean isOpen() {
    return !proof.needsSecret();
  }

  /** What whoever runs it should know at the start; nothing where all is well. */
  public List<String> warnings() {
    if (isOpen()) {
      return List.of(
          "hook '%s' is not verified: its route file says verify: none, so anybody may send"
              .formatted(name));
    }
    return proof.carriesSecret() && secrets.values().stream().anyMatch(Hook::isShort)
        ? List.of(
            "hook '%s' is protected by its secret alone, and that is short: set %s to 32 random letters or digits, and enter it at the form tool"
                .formatted(name, secretVariable()))
        : List.of();
  }

  private static boolean isShort(String secret) {
    return secret.length() < LEAST_LENGTH;
  }

  /** The environment variable that holds the secrets, as {@code DEMO_FORM_SECRET}. */
  public String secretVariable() {
    return name.variable("SECRET");
  }
}
