package io.leadline.mapping;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/** Finds what somebody may have meant: by what people call things, then by spelling. */
public final class Suggestion {
  private static final Map<String, String> FIELD_SYNONYMS =
      Map.ofEntries(
          Map.entry("phone", "secondary_phone"),
          Map.entry("phonenumber", "secondary_phone"),
          Map.entry("tel", "secondary_phone"),
          Map.entry("telephone", "secondary_phone"),
          Map.entry("mobile", "secondary_phone"),
          Map.entry("company", "entity_name"),
          Map.entry("companyname", "entity_name"),
          Map.entry("organisation", "entity_name"),
          Map.entry("organization", "entity_name"),
          Map.entry("account", "entity_name"),
          Map.entry("tags", "entity_tags"),
          Map.entry("labels", "entity_tags"),
          Map.entry("surname", "last_name"),
          Map.entry("familyname", "last_name"),
          Map.entry("lastname", "last_name"),
          Map.entry("firstname", "first_name"),
          Map.entry("givenname", "first_name"),
          Map.entry("forename", "first_name"),
          Map.entry("name", "full_name"),
          Map.entry("mail", "email"),
          Map.entry("emailaddress", "email"),
          Map.entry("title", "salutation"),
          Map.entry("status", "contact_status"),
          Map.entry("source", "contact_source"),
          Map.entry("stage", "contact_stage_id"),
          Map.entry("contactstage", "contact_stage_id"),
          Map.entry("owner", "contact_owner"),
          Map.entry("role", "contact_role_label"),
          Map.entry("jobtitle", "contact_role_label"),
          Map.entry("street", "address"),
          Map.entry("postcode", "zip"),
          Map.entry("postalcode", "zip"),
          Map.entry("zipcode", "zip"),
          Map.entry("province", "state"),
          Map.entry("region", "state"),
          Map.entry("website", "entity_website"),
          Map.entry("url", "entity_website"),
          Map.entry("homepage", "entity_website"),
          Map.entry("location", "entity_location"),
          Map.entry("logo", "entity_logo"),
          Map.entry("score", "entity_score"),
          Map.entry("socials", "entity_socials"),
          Map.entry("linkedin", "entity_socials"),
          Map.entry("unsubscribed", "email_optout"),
          Map.entry("optout", "email_optout"),
          Map.entry("test", "is_test_contact"));

  private Suggestion() {}

  /** {@code ; did you mean 'first_name'?}, or empty. */
  public static String among(String written, Collection<String> names) {
    String best = null;
    int bestDistance = Math.max(1, Math.min(3, written.length() / 2));
    for (String name : names) {
      int distance = distance(fold(written), fold(name), bestDistance);
      boolean nearer = best == null || distance < bestDistance || name.startsWith(written);
      if (distance <= bestDistance && nearer) {
        best = name;
        bestDistance = distance;
      }
    }
    return best == null ? "" : "; did you mean '" + best + "'?";
  }

  static String ofField(String written, Collection<String> names) {
    String known = FIELD_SYNONYMS.get(fold(written));
    return known != null && names.contains(known)
        ? "; did you mean '" + known + "'?"
        : among(written, names);
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
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
