package io.leadline.flow;

import io.leadline.crm.CrmRequest;
import io.leadline.crm.Reply;
import io.leadline.deliver.CrmEndpoint;
import org.apache.camel.ProducerTemplate;

/** Makes CRM requests through {@code routes/crm.camel.yaml}. */
public final class CrmOverCamel implements CrmEndpoint {
  private final ProducerTemplate camel;

  public CrmOverCamel(ProducerTemplate camel) {
    this.camel = camel;
  }

  /**
   * The bytes are made here: whatever a JSON mapper of the server is set to, they stay the same.
   */
  @Override
  public Reply exchange(CrmRequest request) {
    return HttpReplies.of(
        camel.send(
            "direct:crm",
            out -> {
              out.getIn().setBody(request.json().array());
              out.setVariable("call", request.kind().wireName());
              out.setVariable("url", request.url());
            }));
  }
}
