package io.leadline.flow;

import io.leadline.event.Request;
import io.leadline.receive.Answer;
import io.leadline.receive.Door;
import io.leadline.receive.ReceiveWebhook;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;

/**
 * The step {@code receive.accept}: takes the request that the door left, has it received, and makes
 * the answer the message. Nothing of what came in stays in the message, as all of it would be sent
 * back.
 */
public final class AcceptWebhook implements Processor {
  private final ReceiveWebhook receiveWebhook;

  public AcceptWebhook(ReceiveWebhook receiveWebhook) {
    this.receiveWebhook = receiveWebhook;
  }

  @Override
  public void process(Exchange exchange) {
    answer(exchange, receiveWebhook.receive(request(exchange)));
  }

  private static Request request(Exchange exchange) {
    return Optional.ofNullable(exchange.getMessage(PlatformHttpMessage.class))
        .map(message -> message.getRequest().getAttribute(Door.REQUEST))
        .map(Request.class::cast)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "direct:receive was called from route "
                        + exchange.getFromRouteId()
                        + ", which is no hook: only platform-http:/hooks/... may lead there, with"
                        + " the filter Door before it"));
  }

  private static void answer(Exchange exchange, Answer answer) {
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
    answer.headers().forEach(message::setHeader);
    message.setBody(answer.body().getBytes(StandardCharsets.UTF_8));
  }
}
