package io.leadline.cli;

import io.leadline.crm.Catalogue;
import io.leadline.crm.Connection;
import io.leadline.crm.ConnectionSettings;
import io.leadline.crm.CrmRequest;
import io.leadline.crm.Diagnosis;
import io.leadline.crm.ForcedError;
import io.leadline.crm.Reply;
import io.leadline.event.ConnectionName;
import io.leadline.event.ReasonCode;
import io.leadline.journal.KeptFieldMap;
import java.util.function.Function;

/**
 * Asks the CRM which fields an organisation has, by the documented forced error: neither e-mail nor
 * first name is sent, so that nothing can be created.
 */
final class AskFields {
  /** What came of asking. */
  sealed interface Answer {
    record Told(KeptFieldMap fieldMap) implements Answer {}

    /**
     * @param why a sentence that says what to do
     */
    record NotTold(String why) implements Answer {}
  }

  private final Program program;
  private final Function<CrmRequest, Reply> exchange;

  AskFields(Program program, Function<CrmRequest, Reply> exchange) {
    this.program = program;
    this.exchange = exchange;
  }

  static AskFields overHttp(Program program) {
    return new AskFields(program, new CrmOverHttp()::exchange);
  }

  /**
   * @throws IllegalArgumentException when the accounts are in order and none has this name
   */
  Answer ask(ConnectionName name) {
    var settings = ConnectionSettings.read(program.environment());
    if (settings instanceof ConnectionSettings.Unusable unusable) {
      return new Answer.NotTold(unusable.message());
    }
    return ask(
        ((ConnectionSettings.Usable) settings)
            .find(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no connection '%s': %s is not set"
                            .formatted(name, Connection.variable(name, "API_KEY")))));
  }

  private Answer ask(Connection connection) {
    Reply reply = exchange.apply(ForcedError.request(connection));
    Diagnosis diagnosis = ForcedError.diagnose(connection, reply);
    if (diagnosis instanceof Diagnosis.Healthy healthy) {
      return healthy
          .fieldMap()
          .filter(Catalogue::isWhole)
          .<Answer>map(map -> new Answer.Told(new KeptFieldMap(map, program.clock().instant())))
          .orElseGet(
              () ->
                  new Answer.NotTold(
                      "The CRM takes the account, but sent no whole field map with it."));
    }
    return new Answer.NotTold(
        diagnosis instanceof Diagnosis.AtFault atFault
            ? atFault.reason().sentence()
            : unclear(connection, reply, (Diagnosis.Unclear) diagnosis));
  }

  /** The reasons' own sentences are about deliveries, which are made again by themselves. */
  private static String unclear(Connection connection, Reply reply, Diagnosis.Unclear unclear) {
    String where = connection.variable("BASE_URL") + " (" + connection.baseUrl() + ")";
    if (reply instanceof Reply.NoAnswer none) {
      return "The CRM gave no answer (%s): check %s and the network.".formatted(none.what(), where);
    }
    if (unclear.reason().code() == ReasonCode.RATE_LIMITED) {
      return "The CRM says too many requests: try again later.";
    }
    return "The CRM's answer says nothing of its fields (HTTP %d): try again later; if it lasts, check %s."
        .formatted(((Reply.Answered) reply).status(), where);
  }
}
