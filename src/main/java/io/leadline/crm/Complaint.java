package io.leadline.crm;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What an error reply complains about. The documents name the rules (crm-api, "Notes") but not the
 * words, so each is known by several; in order of weight: of many sentences the first kind counts.
 */
enum Complaint {
  /** The key is not valid. */
  API_KEY("\\bapi[ _-]?keys?\\b|\\binvalid credentials\\b|\\bauthentication (failed|required)\\b"),
  /** "Organization must be active and have CRM settings configured". */
  CRM_SETTINGS("\\bcrm (settings?|configuration|mode)\\b"),
  /** "The org_id should correspond to an existing organization within your account". */
  ORGANISATION(
      "\\borg[_ ]id\\b"
          + "|\\b(invalid|incorrect|wrong|unknown|missing|inactive|suspended|disabled)"
          + " (the )?organi[sz]ation\\b(?!'s| settings| values| config)"
          + "|\\borgani[sz]ation( id)?( (is|was|has|has been|does|must|could))?"
          + " (not|be active|invalid|inactive|suspended|disabled|deactivated|missing|required"
          + "|unknown|expired)\\b"),
  /** Nothing answers under this address. */
  ADDRESS("\\b(endpoint|route|page|method|url)( is| was)? not (found|allowed|supported)\\b"),
  /** "Only the member who owns the contact can add profiles to it". */
  NOT_THE_OWNER(
      "\\bown(s|er|ed|ership)?\\b"
          + "|\\bcontact\\b.*\\bnot belong to (the |this |your |that )?member\\b"
          + "|\\b(permission|not allowed|not authori[sz]ed|not permitted)\\b"
          + ".*\\b(this|the|that) contact\\b"),
  /** "The member_id should correspond to an existing member within the organization". */
  MEMBER(
      "\\b(invalid|incorrect|wrong|unknown|missing|inactive|disabled) (the )?member\\b"
          + "|\\bmember[_ ]id\\b"
          + "|\\bmember( (is|was|has|has been|does|could))?"
          + " (not|invalid|inactive|disabled|missing|required|unknown|suspended)\\b"),
  /** Refused without a word of what. */
  ACCESS("\\b(unauthori[sz]ed|access denied|forbidden|not authori[sz]ed)\\b"),
  TOO_MANY("\\btoo many requests\\b|\\brate limit|\\bquota\\b|\\bthrottl"),
  /** The call itself: validation. */
  REFUSED(
      "\\b(required|missing|invalid|must|unknown|duplicate|already|cannot be|can not be|should"
          + "|too long|too short|not (found|exist|belong|valid|allowed|supported|match))\\b"),
  /** The CRM's own trouble, which passes. */
  TROUBLE(
      "\\b(try again|temporar\\w*|maintenance|unavailable|internal( server)? error|server error"
          + "|database|sqlstate|deadlock|lock wait|time[d]? ?out|went wrong|unexpected error)\\b"),
  /** An error without a word that we know. */
  OTHER("");

  /** What stands in quotes is the submission's own text and must not look like a complaint. */
  private static final Pattern QUOTED = Pattern.compile("(?<!\\w)'[^']{2,}'|\"[^\"]+\"");

  /** A sentence about a documented field is about the call, whatever words its value brings. */
  private static final Pattern NAMES_A_FIELD =
      Pattern.compile(
          "\\brequired field (?!api_key|org_id|member_id)\\w+"
              + "|\\b("
              + String.join("|", Catalogue.namesInSentences())
              + ")\\b"
              + "|\\b(contact (status|source|stage|role)|entity (label|status|name))\\b"
              + "|\\binvalid contact owner\\b|\\bcontact owner (must|is invalid|not found)\\b");

  /** The one sentence that names a field and is about the account that asks. */
  private static final Pattern IS_NOT_THE_OWNER =
      Pattern.compile("\\b(not|only) (the )?contact[_ ]owner\\b");

  private final Pattern words;

  Complaint(String words) {
    this.words = Pattern.compile(words);
  }

  static Complaint of(List<String> sentences) {
    return sentences.stream().map(Complaint::of).min(Enum::compareTo).orElse(OTHER);
  }

  private static Complaint of(String sentence) {
    String plain = sentence.toLowerCase(Locale.ROOT);
    if (IS_NOT_THE_OWNER.matcher(plain).find()) {
      return NOT_THE_OWNER;
    }
    if (NAMES_A_FIELD.matcher(plain).find()) {
      return REFUSED;
    }
    String unquoted = QUOTED.matcher(plain).replaceAll("''");
    for (Complaint complaint : values()) {
      if (complaint.words.matcher(unquoted).find()) {
        return complaint;
      }
    }
    return OTHER;
  }
}
