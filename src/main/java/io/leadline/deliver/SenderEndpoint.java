package io.leadline.deliver;

import io.leadline.crm.Reply;
import io.leadline.event.Fetch;
import io.leadline.event.HookName;
import java.util.Optional;

/** The wire back to a form tool, for those that send ids only. Over Camel at work. */
@FunctionalInterface
public interface SenderEndpoint {
  /**
   * Asks once, with the hook's token as bearer. Never throws for what the network does; returns
   * within the configured time limits.
   *
   * @return nothing where no token is set for the hook
   */
  Optional<Reply> ask(HookName hook, Fetch fetch);
}
