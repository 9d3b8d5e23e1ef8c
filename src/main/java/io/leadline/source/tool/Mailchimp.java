package io.leadline.source.tool;

import io.leadline.event.Bytes;
import io.leadline.event.Event;
import io.leadline.event.Part;
import io.leadline.event.Request;
import io.leadline.event.Submission;
import io.leadline.source.Credential;
import io.leadline.source.Handshake;
import io.leadline.source.Proof;
import io.leadline.source.Secrets;
import io.leadline.source.body.Answers;
import io.leadline.source.body.BodyKind;
import io.leadline.source.body.JsonObject;
import io.leadline.source.body.Parts;
import io.leadline.source.body.Unexpected;
import io.leadline.source.signature.SecretInRequest;
import io.leadline.source.signature.SignedOrCarried;
import io.leadline.source.signature.TimedHmac;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The webhook of a Mailchimp audience (sources.md §19): form fields about somebody who subscribed,
 * left, or changed something, {@code data[email]} and {@code data[merges][FNAME]}. Signed only
 * where the webhook has a signing secret. When it is saved Mailchimp looks whether the address
 * answers.
 */
final class Mailchimp extends OneObject {
  private static final String HEADER = "X-Mailchimp-Signature";

  private static final SignedOrCarried PROOF =
      new SignedOrCarried(
          HEADER,
          TimedHmac.v1("Mailchimp", HEADER, Duration.ofMinutes(5)),
          SecretInRequest.of("Mailchimp"));

  /** What tells Mailchimp's records apart, and where somebody was: no answers. */
  private static final String[] BOOKKEEPING = {
    "id",
    "list_id",
    "web_id",
    "campaign_id",
    "new_id",
    "email_type",
    "ip_opt",
    "ip_signup",
    "merges"
  };

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  Mailchimp() {
    super("a Mailchimp webhook (a form with 'type' and 'data[...]' fields)", BodyKind.FORM);
  }

  @Override
  public String name() {
    return "mailchimp";
  }

  @Override
  public List<Credential> credentials() {
    return List.of(
        Credential.issued(
            Credential.SECRET,
            "the signing secret, where Mailchimp shows one, a blank, and a word of your choice for ?key="));
  }

  @Override
  public Proof proof() {
    return PROOF;
  }

  @Override
  public Optional<Handshake> handshake(Request request, Secrets tokens) {
    return Optional.of(new Handshake.Welcome(""));
  }

  @Override
  JsonObject checked(JsonObject form) throws Unexpected {
    if (form.text("type") == null || form.object("data").map().isEmpty()) {
      throw new Unexpected("a form without them");
    }
    return form;
  }

  @Override
  Part part(JsonObject form, Bytes body) {
    var data = form.object("data");
    var about = data.text("id") == null ? data.text("new_id", "email") : data.text("id");
    var at = form.text("fired_at");
    return about == null || at == null
        ? Parts.byContent(body, form, Parts.WINDOW)
        : Parts.of(Parts.key(form.text("type"), about, withoutBlank(at)), null, body, form);
  }

  /** Keys with a blank would be stored as a hash. */
  private static String withoutBlank(String time) {
    return time.replace(' ', 'T');
  }

  @Override
  Submission submission(Event event, JsonObject form) {
    var data = form.object("data");
    var answers = new Answers();
    data.without(BOOKKEEPING).map().forEach((name, value) -> answers.add(name, name, value));
    data.object("merges").map().forEach((name, value) -> answers.add(name, name, value));
    return new Submission(
        event.hook(),
        event.source(),
        event.key(),
        String.valueOf(form.text("type")),
        firedAt(form.text("fired_at")),
        event.receivedAt(),
        data.text("list_id"),
        null,
        answers.byId(),
        answers.byTitle(),
        Map.of(),
        Map.of(),
        form.map());
  }

  /** Without a zone: nobody says which, and UTC is what it is taken for. */
  private static @Nullable Instant firedAt(@Nullable String text) {
    try {
      return text == null ? null : LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException notATime) {
      return null;
    }
  }
}
