package io.leadline.mapping;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what somebody may have meant: by what people call things, then by spelling. */
public final class Suggestion {
  /** What people call things, without spaces, dashes and underscores. */
  private static final Map<String, List<String>> CALLED =
      Map.ofEntries(
          called("above", "at_least"),
          called("account", "entity_name"),
          called("addprofile", "addProfileToContact"),
          called("addprofiletocontacts", "addProfileToContact"),
          called("alias", "q"),
          called("aliases", "questions"),
          called("anonymise", "mask"),
          called("anonymize", "mask"),
          called("answer", "answers"),
          called("answers", "questions", "include"),
          called("append", "suffix"),
          called("below", "at_most"),
          called("blank", "exists"),
          called("body", "profile_payload"),
          called("boolean", "bool"),
          called("capitalise", "title"),
          called("capitalize", "title"),
          called("case", "lookup"),
          called("ceil", "round"),
          called("ceiling", "round"),
          called("checked", "ticked"),
          called("coalesce", "default"),
          called("collapse", "squeeze"),
          called("comment", "description"),
          called("company", "entity_name"),
          called("companydomain", "company_domain"),
          called("companyname", "entity_name"),
          called("condition", "when"),
          called("contact", "createContact", "contact_id"),
          called("contactid", "contact_id"),
          called("contactstage", "contact_stage_id"),
          called("contains", "has"),
          called("content", "profile_payload"),
          called("create", "createContact"),
          called("created_at", "submitted_at"),
          called("createdat", "submitted_at"),
          called("cut", "truncate"),
          called("data", "profile_payload", "body"),
          called("date", "submitted_at"),
          called("dateformat", "date"),
          called("decimal", "number"),
          called("dedupe", "unique"),
          called("deduplicate", "unique"),
          called("default", "otherwise"),
          called("distinct", "unique"),
          called("downcase", "lower"),
          called("drop", "ignore"),
          called("e164", "phone"),
          called("else", "default", "otherwise"),
          called("emailaddress", "email"),
          called("empty", "exists"),
          called("emptyto", "default"),
          called("endswith", "matches"),
          called("except", "omit"),
          called("explode", "split"),
          called("fallback", "default", "otherwise"),
          called("familyname", "last_name"),
          called("field", "from"),
          called("fields", "createContact", "questions", "answers"),
          called("filled", "exists"),
          called("firstname", "first_name"),
          called("float", "number"),
          called("floor", "round"),
          called("forename", "first_name"),
          called("form", "hook"),
          called("format", "date"),
          called("formatdate", "date"),
          called("formatphone", "phone"),
          called("from", "at_least"),
          called("ge", "at_least"),
          called("get", "at"),
          called("givenname", "first_name"),
          called("greater", "at_least"),
          called("greaterthan", "at_least"),
          called("gte", "at_least"),
          called("head", "first"),
          called("homepage", "entity_website"),
          called("html", "strip_html"),
          called("id", "contact_id"),
          called("if", "when"),
          called("ifblank", "default"),
          called("ifempty", "default"),
          called("ifnull", "default"),
          called("implode", "join"),
          called("include", "has"),
          called("includes", "has"),
          called("index", "at"),
          called("int", "number"),
          called("integer", "number"),
          called("invert", "not"),
          called("ischecked", "ticked"),
          called("isempty", "exists"),
          called("isnot", "not"),
          called("isset", "exists"),
          called("isticked", "ticked"),
          called("item", "at"),
          called("jobtitle", "contact_role_label"),
          called("jsonencode", "json"),
          called("labels", "entity_tags"),
          called("lastname", "last_name"),
          called("le", "at_most"),
          called("left", "truncate"),
          called("len", "count"),
          called("length", "count"),
          called("less", "at_most"),
          called("lessthan", "at_most"),
          called("like", "matches"),
          called("limit", "truncate"),
          called("linkedin", "entity_socials"),
          called("localpart", "local_part"),
          called("location", "entity_location"),
          called("logo", "entity_logo"),
          called("lowercase", "lower"),
          called("lte", "at_most"),
          called("mail", "email"),
          called("mailbox", "local_part"),
          called("map", "lookup"),
          called("mapping", "lookup"),
          called("match", "matches"),
          called("max", "at_most"),
          called("maximum", "at_most"),
          called("md5", "hash"),
          called("member", "as_member"),
          called("min", "at_least"),
          called("minimum", "at_least"),
          called("mobile", "secondary_phone"),
          called("morethan", "at_least"),
          called("name", "full_name", "description"),
          called("negate", "not"),
          called("normalizespace", "squeeze"),
          called("notequals", "not"),
          called("nth", "at"),
          called("only", "pick"),
          called("optout", "email_optout"),
          called("or", "default"),
          called("order", "sort"),
          called("organisation", "entity_name"),
          called("organization", "entity_name"),
          called("over", "at_least"),
          called("owner", "contact_owner", "as_member"),
          called("parameters", "hidden"),
          called("params", "hidden"),
          called("parsedate", "date"),
          called("parseint", "number"),
          called("path", "from"),
          called("pattern", "matches"),
          called("payload", "profile_payload", "body"),
          called("phone", "secondary_phone"),
          called("phonenumber", "secondary_phone", "phone"),
          called("plaintext", "strip_html"),
          called("pluck", "at"),
          called("postalcode", "zip"),
          called("postcode", "zip"),
          called("prepend", "prefix"),
          called("present", "exists"),
          called("profile", "addProfileToContact"),
          called("profiles", "addProfileToContact"),
          called("proper", "title"),
          called("propercase", "title"),
          called("province", "state"),
          called("query", "hidden"),
          called("question", "q"),
          called("questions", "answers"),
          called("raw", "body"),
          called("read", "from"),
          called("redact", "mask"),
          called("regex", "matches"),
          called("region", "state"),
          called("reject", "omit"),
          called("required", "exists"),
          called("responses", "answers"),
          called("result", "then"),
          called("role", "contact_role_label"),
          called("score", "entity_score", "calculated"),
          called("select", "pick"),
          called("sha", "hash"),
          called("sha256", "hash"),
          called("size", "count"),
          called("skip", "ignore"),
          called("slice", "truncate"),
          called("socials", "entity_socials"),
          called("sortby", "sort"),
          called("source", "contact_source", "from", "hook", "profile_source"),
          called("stage", "contact_stage_id"),
          called("startswith", "matches"),
          called("status", "contact_status"),
          called("street", "address"),
          called("strftime", "date"),
          called("stringify", "json"),
          called("strip", "trim"),
          called("stripmarkup", "strip_html"),
          called("striptags", "strip_html"),
          called("substr", "truncate"),
          called("substring", "truncate"),
          called("surname", "last_name"),
          called("switch", "lookup"),
          called("table", "lookup"),
          called("tags", "entity_tags"),
          called("tail", "last"),
          called("tel", "secondary_phone", "phone"),
          called("telephone", "secondary_phone"),
          called("test", "is_test_contact"),
          called("time", "submitted_at"),
          called("timestamp", "submitted_at"),
          called("title", "salutation", "description"),
          called("titlecase", "title"),
          called("titles", "labels"),
          called("toarray", "split"),
          called("tobool", "bool"),
          called("tojson", "json"),
          called("tolist", "split"),
          called("tolower", "lower"),
          called("tolowercase", "lower"),
          called("tonumber", "number"),
          called("tostring", "join"),
          called("toupper", "upper"),
          called("touppercase", "upper"),
          called("translate", "lookup"),
          called("under", "at_most"),
          called("uniq", "unique"),
          called("unless", "not"),
          called("unsubscribed", "email_optout"),
          called("upcase", "upper"),
          called("uppercase", "upper"),
          called("url", "entity_website"),
          called("user", "as_member"),
          called("username", "local_part"),
          called("utm", "hidden"),
          called("value", "from"),
          called("values", "lookup", "answers"),
          called("variables", "questions", "calculated"),
          called("webhook", "hook"),
          called("website", "entity_website"),
          called("where", "when"),
          called("whitespace", "squeeze"),
          called("without", "omit"),
          called("zipcode", "zip"));

  /** Characters of what a slip of the pen is looked for in. */
  private static final int LONGEST = 200;

  private static final int LOOKED_AT = 1_000;

  private Suggestion() {}

  private static Map.Entry<String, List<String>> called(String word, String... meant) {
    return Map.entry(word, List.of(meant));
  }

  /** {@code ; did you mean 'first_name'?}, or empty. */
  public static String among(String written, Collection<String> names) {
    List<String> looked =
        names.stream().filter(name -> name.length() <= LONGEST).limit(LOOKED_AT).toList();
    String best = written.length() > LONGEST ? null : nearest(written, looked);
    return best == null ? "" : "; did you mean '" + best + "'?";
  }

  private static @Nullable String nearest(String written, Collection<String> names) {
    String folded = fold(written);
    for (String name : names) {
      if (fold(name).equals(folded)) {
        return name;
      }
    }
    for (String meant : CALLED.getOrDefault(folded, List.of())) {
      if (names.contains(meant)) {
        return meant;
      }
    }
    String spelt = bySpelling(written, names);
    return spelt == null ? byBeginning(folded, names) : spelt;
  }

  private static @Nullable String bySpelling(String written, Collection<String> names) {
    String best = null;
    String folded = fold(written);
    int bestDistance = Math.max(1, Math.min(3, written.length() / 2));
    for (String name : names) {
      int distance = distance(folded, fold(name), bestDistance);
      boolean nearer = best == null || distance < bestDistance || name.startsWith(written);
      if (distance <= bestDistance && nearer) {
        best = name;
        bestDistance = distance;
      }
    }
    return best;
  }

  private static @Nullable String byBeginning(String folded, Collection<String> names) {
    for (String name : names) {
      String other = fold(name);
      boolean begins = other.startsWith(folded) || folded.startsWith(other);
      if (begins && Math.min(folded.length(), other.length()) >= 4) {
        return name;
      }
    }
    return null;
  }

  private static String fold(String name) {
    var folded = new StringBuilder(name.length());
    name.toLowerCase(Locale.ROOT)
        .chars()
        .filter(c -> c != ' ' && c != '_' && c != '-')
        .forEach(c -> folded.append((char) c));
    return folded.toString();
  }

  /** Edits, a swap of neighbours being one; anything above the limit is as good as infinite. */
  private static int distance(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) > limit || a.length() > 60 || b.length() > 60) {
      return Integer.MAX_VALUE;
    }
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : edit(d, a, b, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int edit(int[][] d, String a, String b, int i, int j) {
    int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + same);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
  }
}
