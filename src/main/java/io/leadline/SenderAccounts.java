package io.leadline;

import io.leadline.event.HookName;
import io.leadline.flow.SenderOverCamel.Account;
import io.leadline.receive.Hooks;
import java.util.Map;
import java.util.Optional;

/** Where the sender of a hook is asked: {@code <HOOK>_BASE_URL} and {@code <HOOK>_TOKEN}. */
record SenderAccounts(Hooks hooks, Map<String, String> environment) {

  Optional<Account> of(HookName hook) {
    return variable(hook, "TOKEN")
        .flatMap(token -> baseUrl(hook).map(baseUrl -> new Account(baseUrl, token)));
  }

  private Optional<String> baseUrl(HookName hook) {
    return variable(hook, "BASE_URL")
        .or(() -> hooks.find(hook).flatMap(found -> found.source().defaultBaseUrl()))
        .map(url -> url.replaceAll("/+$", ""));
  }

  /** Without the variables: they hold every secret there is. */
  @Override
  public String toString() {
    return "sender accounts of " + hooks.all().size() + " hooks";
  }

  private Optional<String> variable(HookName hook, String suffix) {
    return Optional.ofNullable(environment.get(hook.variable(suffix)))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }
}
