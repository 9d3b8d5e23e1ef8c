package io.leadline.cli;

import io.leadline.event.Documents;
import io.leadline.event.HookName;
import io.leadline.event.Submission;
import io.leadline.source.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mapping file to begin with: every question of a sample, with a guess what it is about. Its
 * remarks begin with {@code #} and one blank; any other line with that sign counts as soon as the
 * sign is taken away.
 */
final class StarterMapping {
  private static final Map<String, String> CONTACT_LINES =
      Map.of(
          "phone", "  secondary_phone: $.q.phone\n",
          "address", "  address: $.q.address\n",
          "city", "  city: $.q.city\n",
          "state", "  state: $.q.state\n",
          "zip", "  zip: $.q.zip\n",
          "country", "  country_code: $.q.country | country_code\n",
          "website", "  entity_website: $.q.website\n");

  private static final List<String> ORDER =
      List.of("phone", "address", "city", "state", "zip", "country", "website");

  private static final int TITLE = 60;

  /** What is wanted most, for somebody who has no line to copy. */
  private static final String EXAMPLES =
      """
      # Further lines, to be changed: without the # before it a line counts. docs/mapping-files.md has more.
      #  contact_source: Website Form               # a constant
      #  entity_tags:                               # a list: constants, and what was chosen
      #    - newsletter
      #    - $.labels['What are you interested in']
      #  contact_role_label:                        # a choice by the answer
      #    from: $.labels['Your role']
      #    lookup:
      #      CEO: Decision Maker
      #      Engineer: Influencer
      #    otherwise: Other
      """;

  private final HookName hook;
  private final Source tool;
  private final @Nullable Submission sample;
  private final List<Question> questions = new ArrayList<>();
  private final Set<String> words = new HashSet<>(Set.of("summary"));

  /** In a sample it may be blotted out: then nothing may be made of it. */
  private boolean emailIsAnAddress = true;

  /** One question of the form. */
  private record Question(String word, String id, String title, Use use) {}

  private enum Use {
    CONTACT,
    PROFILE,
    /** A payment or a signature is for nobody in the CRM, unless somebody decides so. */
    NONE
  }

  private StarterMapping(HookName hook, Source tool, @Nullable Submission sample) {
    this.hook = hook;
    this.tool = tool;
    this.sample = sample;
  }

  /**
   * @param sample null for a mapping without questions
   */
  static String of(HookName hook, Source tool, @Nullable Submission sample) {
    var starter = new StarterMapping(hook, tool, sample);
    if (sample != null) {
      starter.take(sample);
    }
    return starter.text();
  }

  /** Ids and titles are in step: the same answers under two names. */
  private void take(Submission sample) {
    Iterator<String> titles = sample.labels().keySet().iterator();
    sample.answers().forEach((id, value) -> take(id, titles.hasNext() ? titles.next() : id, value));
  }

  private void take(String id, String title, @Nullable Object value) {
    var guess = Guess.of(id, title, value).filter(word -> !words.contains(word));
    var word = guess.orElseGet(() -> unused(slug(title)));
    words.add(word);
    if (word.equals("email")) {
      emailIsAnAddress = Guess.isAddress(value);
    }
    questions.add(
        new Question(word, id, title, guess.isPresent() ? Use.CONTACT : use(title, value)));
  }

  private static Use use(String title, @Nullable Object value) {
    boolean isPayment = value instanceof Map<?, ?> map && map.containsKey("currency");
    return isPayment || title.toLowerCase(Locale.ROOT).contains("signature")
        ? Use.NONE
        : Use.PROFILE;
  }

  private static String slug(String title) {
    var slug = Guess.spaced(title).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    slug = slug.replaceAll("^_+|_+$", "");
    slug = slug.length() > 40 ? slug.substring(0, 40).replaceAll("_+$", "") : slug;
    return slug.isEmpty() || Character.isDigit(slug.charAt(0)) ? "question_" + slug : slug;
  }

  private String unused(String slug) {
    var word = slug;
    for (int i = 2; words.contains(word); i++) {
      word = slug + "_" + i;
    }
    return word;
  }

  private boolean has(String word) {
    return words.contains(word);
  }

  // ── the text ──────────────────────────────────────────────────────────────────────────────────

  private String text() {
    return head() + questions() + when() + contact() + profile();
  }

  private String head() {
    return """
        # yaml-language-server: $schema=mapping.schema.json
        # Made by ./leadline new-hook: look at every line, then run ./leadline check.
        %2$sdescription: What comes to the hook %1$s
        hook: %1$s

        """
        .formatted(hook, sample == null ? howToGoOn() : "");
  }

  private String howToGoOn() {
    return """
        # No question is known yet. Send one real submission through the form: ./leadline forms --hook %1$s
        # then lists its questions with their ids, to be entered below.
        """
            .formatted(hook)
        + (HookTexts.saysIdsOnly(tool)
            ? ""
            : """
            # Or have it made anew, of a body that the tool sent, saved as FILE:
            # ./leadline new-hook %s --source %s --sample FILE --force
            """
                .formatted(hook, tool.name()));
  }

  private String questions() {
    var text =
        new StringBuilder("# Your word for a question, and the form's id of it, or its title.\n")
            .append("questions:\n");
    for (var question : questions) {
      text.append(
          "  %s: %s   # %s\n".formatted(question.word, quoted(question.id), remark(question)));
    }
    if (!has("email")) {
      text.append("  email: email   # CHANGE THIS: ")
          .append(
              sample == null
                  ? "the id or the title of the question for the e-mail address\n"
                  : "no question of the sample looks like an e-mail address\n");
    }
    return text.append('\n').toString();
  }

  /** Never as a line that counts: events of other kinds would be dead letters. */
  private String when() {
    if (sample == null) {
      return when("write the tool's word for it instead of WORD: " + HookTexts.page(tool), "WORD");
    }
    return sample.eventType().isBlank() ? "" : when("that of the sample", sample.eventType());
  }

  private static String when(String which, String type) {
    return """
    # All that the tool sends is taken. Without the # before it, this line takes only events of one kind
    # (%s):
    #when: { $.event_type: %s }

    """
        .formatted(which, quoted(type));
  }

  private static String remark(Question question) {
    var title = Printable.line(question.title.replaceAll("\\s+", " ").strip());
    return title.codePointCount(0, title.length()) > TITLE
        ? title.substring(0, title.offsetByCodePoints(0, TITLE)) + "..."
        : title;
  }

  /** A JSON text is YAML as well. */
  private static String quoted(String id) {
    return Printable.line(Documents.write(id));
  }

  private String contact() {
    var text = new StringBuilder("createContact:\n  email: $.q.email | trim | lower\n");
    text.append(
        firstOf(
            "first_name",
            "Unknown",
            ifThere("first_name", "$.q.first_name | trim"),
            ifThere("name", "$.q.name | first_name"),
            ofEmail("$.q.email | local_part")));
    text.append(lastName());
    ORDER.forEach(word -> addIf(word, CONTACT_LINES.getOrDefault(word, ""), text));
    text.append(
        firstOf(
            "entity_name",
            "Private person",
            ifThere("company", "$.q.company"),
            ofEmail("$.q.email | company_domain")));
    return text.append(sample == null ? EXAMPLES : "").append('\n').toString();
  }

  private String ofEmail(String expression) {
    return emailIsAnAddress ? expression : "";
  }

  private String ifThere(String word, String expression) {
    return has(word) ? expression : "";
  }

  /** A line for the first expression that gives something; a constant where there is none. */
  private static String firstOf(String field, String otherwise, String... expressions) {
    var lines = new StringBuilder();
    for (var expression : expressions) {
      if (!expression.isEmpty()) {
        lines.append("      - ").append(expression).append('\n');
      }
    }
    return lines.isEmpty()
        ? "  %s: %s\n".formatted(field, otherwise)
        : "  %s:\n    from:\n%s    otherwise: %s\n".formatted(field, lines, otherwise);
  }

  private String lastName() {
    if (has("last_name")) {
      return "  last_name: $.q.last_name | trim\n";
    }
    return has("name") ? "  last_name: $.q.name | last_name\n" : "";
  }

  private void addIf(String word, String line, StringBuilder text) {
    if (has(word)) {
      text.append(line);
    }
  }

  private String profile() {
    var text =
        new StringBuilder(
            """
            addProfileToContact:
              profile_source: %s
              include: unmapped answers
              profile_payload:
                summary:                    # a line with a missing part disappears
                  - "Sent the form {{ $.form.title }}"
            """
                .formatted(hook));
    addIf("message", "      - \"Message: {{ $.q.message }}\"\n", text);
    questions.stream()
        .filter(question -> question.use == Use.PROFILE)
        .forEach(question -> text.append("    %1$s: $.q.%1$s\n".formatted(question.word)));
    return text.toString();
  }
}
