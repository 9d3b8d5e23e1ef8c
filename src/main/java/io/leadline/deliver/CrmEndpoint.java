package io.leadline.deliver;

import io.leadline.crm.CrmRequest;
import io.leadline.crm.Reply;

/** The wire to the CRM. Over Camel at work. */
@FunctionalInterface
public interface CrmEndpoint {
  /**
   * Makes one request, once: no hidden retry, no redirect. Never throws for what the network does;
   * returns within the configured time limits.
   */
  Reply exchange(CrmRequest request);
}
