package io.leadline.flow;

import io.leadline.crm.Reply;
import io.leadline.deliver.SenderEndpoint;
import io.leadline.event.Fetch;
import io.leadline.event.HookName;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.ProducerTemplate;

/** Asks form tools through {@code routes/fetch.camel.yaml}. */
public final class SenderOverCamel implements SenderEndpoint {
  private final ProducerTemplate camel;
  private final Function<HookName, Optional<Account>> accounts;

  /**
   * @param accounts base URL and token of a hook; nothing where no token is set
   */
  public SenderOverCamel(ProducerTemplate camel, Function<HookName, Optional<Account>> accounts) {
    this.camel = camel;
    this.accounts = accounts;
  }

  /** Where a hook's sender is asked, and with what. */
  public record Account(String baseUrl, String token) {
    @Override
    public String toString() {
      return baseUrl;
    }
  }

  @Override
  public Optional<Reply> ask(HookName hook, Fetch fetch) {
    return accounts.apply(hook).map(account -> ask(account, fetch));
  }

  private Reply ask(Account account, Fetch fetch) {
    return HttpReplies.of(
        camel.send(
            "direct:fetch",
            out -> {
              out.setVariable("url", account.baseUrl() + fetch.path());
              out.setVariable("query", query(fetch.query()));
              out.setVariable("token", account.token());
            }));
  }

  private static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
