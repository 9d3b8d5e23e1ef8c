package io.leadline.mapping;

import static io.leadline.mapping.JsonSchema.anyOf;
import static io.leadline.mapping.JsonSchema.described;
import static io.leadline.mapping.JsonSchema.enumOf;
import static io.leadline.mapping.JsonSchema.file;
import static io.leadline.mapping.JsonSchema.lines;
import static io.leadline.mapping.JsonSchema.linesOf;
import static io.leadline.mapping.JsonSchema.notAPath;
import static io.leadline.mapping.JsonSchema.of;
import static io.leadline.mapping.JsonSchema.oneOrList;
import static io.leadline.mapping.JsonSchema.oneValue;
import static io.leadline.mapping.JsonSchema.ref;
import static io.leadline.mapping.JsonSchema.required;
import static io.leadline.mapping.JsonSchema.something;

import io.leadline.event.FieldCatalogue;
import io.leadline.mapping.yaml.Problems;
import io.leadline.mapping.yaml.YamlNode;
import io.leadline.mapping.yaml.YamlReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schemas by which an editor completes and checks mapping files while somebody types. Made
 * of what the parsers take, of the fields that are known and of {@code crm-values.yaml}: what
 * compiles is valid, and a wrong name or shape is not.
 */
public final class MappingSchema {
  /** The files of a folder that hold its schemas. */
  public static final String FILE = "mapping.schema.json";

  public static final String DEFAULTS_FILE = "defaults.schema.json";
  public static final String CRM_VALUES_FILE = "crm-values.schema.json";

  private final ValueSchemas definitions;
  private final ContactSchema contact;
  private final CrmValues values;

  private MappingSchema(FieldCatalogue catalogue, CrmValues values, boolean readsSubmissions) {
    this.definitions = new ValueSchemas(readsSubmissions);
    this.contact = new ContactSchema(catalogue, values, definitions);
    this.values = values;
  }

  /** Each schema as a document, by the name of its file. */
  public static Map<String, Map<String, Object>> all(FieldCatalogue catalogue, MappingTexts texts) {
    CrmValues values = values(texts);
    var all = new LinkedHashMap<String, Map<String, Object>>();
    all.put(FILE, new MappingSchema(catalogue, values, true).ofMapping());
    all.put(DEFAULTS_FILE, new MappingSchema(catalogue, values, false).ofDefaults());
    all.put(CRM_VALUES_FILE, ofCrmValues());
    return all;
  }

  /** As far as the file can be read: what is wrong with it is for check to say. */
  private static CrmValues values(MappingTexts texts) {
    String text = texts.byFileName().get(CrmValues.FILE);
    Problems problems = new Problems();
    YamlNode root = text == null ? null : YamlReader.read(CrmValues.FILE, text, problems);
    CrmValues values = CrmValues.parse(root, problems);
    return problems.anyError() ? CrmValues.NONE : values;
  }

  // ── a mapping ─────────────────────────────────────────────────────────────────────────────────

  private Map<String, Object> ofMapping() {
    var known = new LinkedHashMap<String, Object>();
    MappingParser.KEYS.forEach(key -> known.put(key, key(key)));
    Map<String, Object> schema = lines(known);
    schema.put("required", List.of("hook"));
    schema.put(
        "anyOf",
        List.of(required("ignore"), required("createContact"), required("addProfileToContact")));
    schema.put("dependencies", of("ignore", without("createContact", "addProfileToContact")));
    schema.put("if", required("createContact"));
    schema.put("then", profiles(without("contact_id")));
    schema.put("else", profiles(required("contact_id")));
    schema.put("definitions", definitions.definitions());
    return file("A mapping of Leadline", schema);
  }

  private Map<String, Object> key(String key) {
    return switch (key) {
      case "description" -> described("For people; nothing reads it.", text());
      case "hook" ->
          described(
              "Whose events it takes: the last part of /hooks/typeform. A list is allowed.",
              oneOrList(
                  of(
                      "type",
                      List.of("string", "integer"),
                      "pattern",
                      "^[a-z0-9][a-z0-9-]{0,62}$")));
      case "questions" ->
          described(
              "Your word for a question, then its id or its title as it stands in the form; of a list, the first that the submission has. $.q.your_word is the answer.",
              linesOf(oneOrList(notAPath())));
      case "when" ->
          described(
              "Only submissions for which every line holds, as '$.form.id: [F1, F2]'. Left out: all of the hook.",
              ValueSchemas.WHEN);
      case "ignore" ->
          described("Why such submissions are passed over; in place of the calls.", something());
      case "createContact" ->
          described("The person: a line for each field of the CRM.", contact.ofMapping());
      case "addProfileToContact" ->
          described(
              "What is added to the person: one, or a list of several.", oneOrList(profile()));
      default -> throw ValueSchemas.unknown(key);
    };
  }

  private static Map<String, Object> text() {
    return of("type", List.of("string", "number", "boolean", "null"));
  }

  /** Whether one or a list: what is about lines says nothing of a list, and the other way round. */
  private static Map<String, Object> profiles(Map<String, Object> each) {
    var oneOrList = new LinkedHashMap<>(each);
    oneOrList.put("items", each);
    return of("properties", of("addProfileToContact", oneOrList));
  }

  private static Map<String, Object> without(String... names) {
    var never = new LinkedHashMap<String, Object>();
    for (String name : names) {
      never.put(name, false);
    }
    return of("properties", never);
  }

  // ── a profile ─────────────────────────────────────────────────────────────────────────────────

  private Map<String, Object> profile() {
    var known = new LinkedHashMap<String, Object>();
    ProfileParser.KEYS.forEach(key -> known.put(key, profileKey(key)));
    Map<String, Object> profile = lines(known);
    profile.put("required", List.of("profile_source"));
    profile.put("anyOf", List.of(required("profile_payload"), required("include")));
    return profile;
  }

  private Map<String, Object> profileKey(String key) {
    return switch (key) {
      case "when" ->
          described("Only where every line holds: '$.path: what it must be'.", ValueSchemas.WHEN);
      case "profile_source" ->
          described("Where the profile comes from, for the CRM.", one(ValueSchemas.VALUE));
      case "profile_payload" ->
          described("What stands in the profile: names of your choice, flat.", payload());
      case "include" ->
          described(
              "The answers that no line reads, by their titles; or every answer.",
              enumOf(List.of(ProfileParser.UNMAPPED_ANSWERS, ProfileParser.ALL_ANSWERS)));
      case "contact_id" ->
          described(
              "The contact, as $.hidden.contact_id: only where there is no createContact.",
              one(ValueSchemas.VALUE));
      case "as_member" ->
          described("The member to add it as, in place of the contact's owner.", one(member()));
      default -> throw ValueSchemas.unknown(key);
    };
  }

  private String member() {
    CrmValues.Listed members = values.of("contact_owner");
    return members == null ? ValueSchemas.VALUE : "contact_owner";
  }

  /** No list. */
  private static Map<String, Object> one(String definition) {
    return anyOf(ref(definition + "_text"), ref(definition + "_choice"));
  }

  private static Map<String, Object> payload() {
    var known = new LinkedHashMap<String, Object>();
    known.put(
        "summary",
        described(
            "What the CRM's assistant reads first. Lines: one with a missing part disappears.",
            ValueSchemas.VALUE));
    Keys.NEVER.keySet().stream().sorted().forEach(name -> known.put(name, false));
    Map<String, Object> payload = linesOf(ref(ValueSchemas.VALUE));
    payload.put("properties", known);
    return payload;
  }

  // ── the files for all ─────────────────────────────────────────────────────────────────────────

  private Map<String, Object> ofDefaults() {
    Map<String, Object> schema =
        lines(
            of(
                "createContact",
                described(
                    "Constants for all mappings; a mapping's own line wins.",
                    contact.ofDefaults())));
    schema.put("definitions", definitions.definitions());
    return file("The defaults of Leadline's mappings", schema);
  }

  private static Map<String, Object> ofCrmValues() {
    var known = new LinkedHashMap<String, Object>();
    CrmValues.FIELD_OF.keySet().stream().sorted().forEach(list -> known.put(list, list(list)));
    return file("What an organisation has configured in the CRM", lines(known));
  }

  private static Map<String, Object> list(String name) {
    boolean withIds = CrmValues.WITH_IDS.contains(name);
    Map<String, Object> list =
        withIds ? linesOf(oneValue()) : of("type", "array", "items", oneValue());
    return described(
        "Values of " + CrmValues.FIELD_OF.get(name) + (withIds ? ": lines of 'name: id'." : "."),
        anyOf(list, of("type", "null")));
  }
}
