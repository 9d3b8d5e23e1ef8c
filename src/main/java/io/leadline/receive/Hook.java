package io.leadline.receive;

import io.leadline.event.ConnectionName;
import io.leadline.event.HookName;
import io.leadline.source.Secrets;
import io.leadline.source.Source;

/**
 * One inbound address, {@code /hooks/{hook}}.
 *
 * @param connection the CRM account that its events go to
 * @param secrets from {@code <HOOK>_SECRET}; empty where that is not set: such a hook answers 503
 */
public record Hook(HookName name, Source source, ConnectionName connection, Secrets secrets) {

  /** The environment variable that holds the secrets, as {@code DEMO_FORM_SECRET}. */
  public String secretVariable() {
    return name.variable("SECRET");
  }
}
