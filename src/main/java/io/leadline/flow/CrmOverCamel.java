package io.leadline.flow;

import io.leadline.crm.CrmRequest;
import io.leadline.crm.Reply;
import io.leadline.deliver.CrmEndpoint;
import java.util.Map;
import org.apache.camel.ProducerTemplate;

/** Makes CRM requests through {@code routes/crm.camel.yaml}. */
public final class CrmOverCamel implements CrmEndpoint {
  private final ProducerTemplate camel;

  public CrmOverCamel(ProducerTemplate camel) {
    this.camel = camel;
  }

  @Override
  public Reply exchange(CrmRequest request) {
    var document =
        Map.of("call", request.kind().wireName(), "url", request.url(), "body", request.body());
    return HttpReplies.of(camel.send("direct:crm", out -> out.getIn().setBody(document)));
  }
}
