package io.leadline.prove;

import io.leadline.sandbox.HubspotContacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * What one form tool sends, by chance. Its people are its own, so that what is sent about one of
 * them is sent one after the other.
 */
final class Drafts {
  private static final int PEOPLE = 12;
  private static final int REMEMBERED = 20;

  private final int tool;
  private final Random random;
  private final HubspotContacts hubspot;
  private final List<String> tokens = new ArrayList<>();
  private int number;

  Drafts(int tool, Random random, HubspotContacts hubspot) {
    this.tool = tool;
    this.random = random;
    this.hubspot = hubspot;
  }

  Draft next() {
    number++;
    int dice = random.nextInt(100);
    if (dice < 62) {
      return form(newToken());
    }
    if (dice < 70) {
      return form(tokens.isEmpty() ? newToken() : tokens.get(random.nextInt(tokens.size())));
    }
    if (dice < 85) {
      return burst();
    }
    if (dice < 91) {
      return typeform(Kind.INTERNAL, "internal", newToken(), anybody());
    }
    if (dice < 95) {
      var body = Bodies.typeform("proof", newToken(), null, marker());
      return new Draft(Kind.WITHOUT_EMAIL, marker(), "nobody", "", "typeform", body);
    }
    return dice < 98 ? unreadable() : gone();
  }

  /** With a token that was sent before it is an edit: an event of its own. */
  private Draft form(String token) {
    return typeform(Kind.FORM, "proof", token, anybody());
  }

  private Draft typeform(Kind kind, String form, String token, String email) {
    String spelled = inSomeCase(email);
    var body = Bodies.typeform(form, token, spelled, marker());
    return new Draft(kind, marker(), email, spelled, "typeform", body);
  }

  /** HubSpot sends ids alone: what is true of the person is read when the server asks. */
  private Draft burst() {
    String contact = String.valueOf(1_000_000L + tool * 1_000L + random.nextInt(PEOPLE));
    String email = "hubspot" + contact + "@proof.example";
    String spelled = inSomeCase(email);
    hubspot.put(
        contact,
        Map.of("email", spelled, "firstname", "Proof", "lastname", marker(), "jobtitle", marker()));
    int count = 1 + random.nextInt(6);
    var body = Bodies.hubspot(ids(), count, contact, marker());
    return new Draft(Kind.BURST, marker(), email, spelled, "hubspot", body);
  }

  private Draft gone() {
    String contact = String.valueOf(9_000_000L + tool * 100_000L + number);
    var body = Bodies.hubspot(ids(), 1, contact, marker());
    return new Draft(Kind.GONE, marker(), "nobody", "", "hubspot", body);
  }

  private Draft unreadable() {
    return new Draft(
        Kind.UNREADABLE, marker(), "nobody", "", "typeform", "{\"cut\": \"" + marker());
  }

  private long ids() {
    return 1_000_000_000L * (tool + 1) + number * 10L;
  }

  private String marker() {
    return "<%d-%d>".formatted(tool, number);
  }

  private String newToken() {
    String token = "token-%d-%d".formatted(tool, number);
    tokens.add(token);
    if (tokens.size() > REMEMBERED) {
      tokens.remove(0);
    }
    return token;
  }

  /** The first few send a good deal more than the others. */
  private String anybody() {
    int person = random.nextBoolean() ? random.nextInt(3) : random.nextInt(PEOPLE);
    return "person%d.%d@proof.example".formatted(tool, person);
  }

  private String inSomeCase(String email) {
    return switch (random.nextInt(3)) {
      case 0 -> email.toUpperCase(Locale.ROOT);
      case 1 -> email.substring(0, 1).toUpperCase(Locale.ROOT) + email.substring(1);
      default -> email;
    };
  }
}
