package io.leadline.mapping.cases;

import static io.leadline.mapping.JsonSchema.anyOf;
import static io.leadline.mapping.JsonSchema.described;
import static io.leadline.mapping.JsonSchema.file;
import static io.leadline.mapping.JsonSchema.lines;
import static io.leadline.mapping.JsonSchema.of;
import static io.leadline.mapping.JsonSchema.required;
import static io.leadline.mapping.JsonSchema.something;

import io.leadline.event.CrmField;
import io.leadline.event.FieldCatalogue;
import io.leadline.event.Submission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schema by which an editor completes and checks {@code NAME.cases.yaml}. */
public final class CaseSchema {
  /** The file of a mappings folder that holds it. */
  public static final String FILE = "cases.schema.json";

  private CaseSchema() {}

  /** As a document. */
  public static Map<String, Object> with(FieldCatalogue catalogue) {
    var known = new LinkedHashMap<String, Object>();
    MappingCases.KEYS.forEach(key -> known.put(key, key(key, catalogue)));
    Map<String, Object> one = lines(known);
    one.put("required", List.of("name", "expect"));
    one.put("oneOf", List.of(required("submission"), required("request")));
    return file("Cases of a mapping of Leadline", of("type", "array", "items", one));
  }

  private static Map<String, Object> key(String key, FieldCatalogue catalogue) {
    return switch (key) {
      case "name" -> described("What it shows, as 'takes a whole demo request'.", something());
      case "submission" ->
          described("The submission, or as much of it as the case is about.", submission());
      case "request" -> described("The request, as the form tool sends it.", request());
      case "expect" -> described("What must come out.", expect(catalogue));
      default -> throw new IllegalStateException("internal error: no schema for '" + key + "'");
    };
  }

  private static Map<String, Object> request() {
    var known = new LinkedHashMap<String, Object>();
    MappingCases.REQUEST.forEach(
        (key, description) -> known.put(key, described(description, Map.of())));
    return lines(known);
  }

  private static Map<String, Object> submission() {
    var parts = new LinkedHashMap<String, Object>();
    Submission.PARTS.forEach(part -> parts.put(part, described("$." + part, part(part))));
    return lines(parts);
  }

  private static Map<String, Object> part(String part) {
    if (part.equals("form")) {
      var form = new LinkedHashMap<String, Object>();
      SubmissionShape.FORM.forEach(
          name -> form.put(name, described("$.form." + name, textOrNothing())));
      return orNothing(lines(form));
    }
    if (SubmissionShape.LINES.contains(part)) {
      return orNothing(of("type", "object"));
    }
    return part.equals("body") ? Map.of() : textOrNothing();
  }

  private static Map<String, Object> textOrNothing() {
    return of("type", List.of("string", "number", "boolean", "null"));
  }

  private static Map<String, Object> orNothing(Map<String, Object> object) {
    var either = of("type", List.of("object", "null"));
    object.forEach(either::putIfAbsent);
    return either;
  }

  private static Map<String, Object> expect(FieldCatalogue catalogue) {
    var known = new LinkedHashMap<String, Object>();
    MappingCases.EXPECTATIONS.forEach(key -> known.put(key, expectation(key, catalogue)));
    Map<String, Object> expect = lines(known);
    expect.put("minProperties", 1);
    expect.put("dependencies", of("failed", noCall(), "ignored", noCallAndNoWarning()));
    return expect;
  }

  private static Map<String, Object> noCall() {
    return of("properties", none(ExpectShape.CALLS));
  }

  private static Map<String, Object> noCallAndNoWarning() {
    var none = none(ExpectShape.CALLS);
    none.putAll(none(List.of("warnings")));
    return of("properties", none, "not", required("failed"));
  }

  /** What is said of none: as good as left out. */
  private static Map<String, Object> none(List<String> keys) {
    var none = new LinkedHashMap<String, Object>();
    for (String key : keys) {
      none.put(key, of("type", List.of("array", "null"), "items", of("type", "null")));
    }
    return none;
  }

  private static Map<String, Object> expectation(String key, FieldCatalogue catalogue) {
    return switch (key) {
      case "createContact" ->
          described("Fields and what is sent in them; ~ for not sent.", call(fields(catalogue)));
      case "addProfileToContact" -> described("One profile, or a list; ~ for none.", profiles());
      case "only_new" ->
          described(
              "The fields that are sent for new people only.",
              anyOf(something(), of("type", "array", "items", something())));
      case "warnings" ->
          described(
              "All warnings, a part of each; [] for none.",
              of("type", "array", "items", something()));
      case "ignored" -> described("Passed over: a part of the reason.", something());
      case "failed" -> described("A dead letter: a part of the reason.", something());
      case "whole" ->
          described("Whether nothing else may be sent: true or false.", of("type", "boolean"));
      default -> throw new IllegalStateException("internal error: no schema for '" + key + "'");
    };
  }

  private static Map<String, Object> fields(FieldCatalogue catalogue) {
    var fields = new LinkedHashMap<String, Object>();
    catalogue.all().stream()
        .filter(field -> field.owner() != CrmField.Owner.CREDENTIAL)
        .forEach(field -> fields.put(field.name(), described(field.description(), Map.of())));
    return fields;
  }

  private static Map<String, Object> profiles() {
    var members = new LinkedHashMap<String, Object>();
    ExpectShape.PROFILE.forEach(
        (name, description) -> members.put(name, described(description, Map.of())));
    Map<String, Object> one = orNothing(lines(members));
    return anyOf(one, of("type", "array", "items", one));
  }

  private static Map<String, Object> call(Map<String, Object> members) {
    return of("type", List.of("object", "null"), "properties", members);
  }
}
