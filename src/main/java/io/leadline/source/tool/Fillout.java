package io.leadline.source.tool;

import io.leadline.event.Bytes;
import io.leadline.event.Event;
import io.leadline.event.Part;
import io.leadline.event.Submission;
import io.leadline.source.Proof;
import io.leadline.source.body.Answers;
import io.leadline.source.body.JsonObject;
import io.leadline.source.body.Parts;
import io.leadline.source.body.Unexpected;
import io.leadline.source.signature.SecretInRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fillout's webhook (sources.md §5): one JSON object per submission, with the form around it or
 * without. Bookings and payments are answers too; of a payment the amount (in the smallest unit of
 * its currency), the currency and the status are kept. Nothing is signed.
 */
final class Fillout extends OneObject {
  Fillout() {
    super("a Fillout webhook (a JSON object with a 'submission', or a submission itself)");
  }

  @Override
  public String name() {
    return "fillout";
  }

  @Override
  public Proof proof() {
    return SecretInRequest.of("Fillout");
  }

  @Override
  JsonObject checked(JsonObject json) throws Unexpected {
    if (submission(json).text("submissionId") == null) {
      throw new Unexpected("a JSON object with no 'submissionId'");
    }
    return json;
  }

  private static JsonObject submission(JsonObject json) {
    return json.hasObject("submission") ? json.object("submission") : json;
  }

  @Override
  Part part(JsonObject webhook, Bytes body) {
    return Parts.of(Parts.key(submission(webhook).text("submissionId")), null, body, webhook);
  }

  @Override
  Submission submission(Event event, JsonObject webhook) {
    var submission = submission(webhook);
    var answers = new Answers();
    submission.objects("questions").forEach(it -> add(it, it.value("value"), answers));
    submission.objects("scheduling").forEach(it -> add(it, it.value("value"), answers));
    submission.objects("payments").forEach(it -> add(it, payment(it), answers));
    return new Submission(
        event.hook(),
        event.source(),
        Objects.requireNonNullElse(submission.text("submissionId"), event.key()),
        "submission",
        submission.instant("submissionTime"),
        event.receivedAt(),
        webhook.text("formId"),
        webhook.text("formName"),
        answers.byId(),
        answers.byTitle(),
        byName(submission, "urlParameters").byTitle(),
        calculated(submission).byTitle(),
        webhook.map());
  }

  private static void add(JsonObject item, @Nullable Object value, Answers answers) {
    var id = Objects.requireNonNullElse(item.text("id", "name"), "field");
    answers.add(id, Objects.requireNonNullElse(item.text("name"), id), value);
  }

  /** Named as with other tools, by which mappings know it; who paid is for nobody else. */
  private static Object payment(JsonObject item) {
    var payment = item.object("value");
    return payment.only("currency", "status").with("amount", payment.value("totalAmount")).map();
  }

  private static Answers byName(JsonObject submission, String list) {
    var named = new Answers();
    submission.objects(list).forEach(it -> add(it, it.value("value"), named));
    return named;
  }

  private static Answers calculated(JsonObject submission) {
    var calculated = byName(submission, "calculations");
    var quiz = submission.object("quiz");
    quiz.only("score", "maxScore").map().forEach((name, it) -> calculated.add(name, name, it));
    return calculated;
  }
}
