package io.leadline.form;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One question of a form. Its texts are cut to what a list of questions needs ({@code …} where one
 * was), hold no character that a database would refuse ({@code ⏎} where one did), and show a blank
 * at either end ({@code ␣}).
 *
 * @param id the form tool's, as mappings use it
 * @param type the form tool's word for its kind, or the kind of the answer; empty where nothing is
 *     known of it
 * @param options the texts that can be chosen, in their order; none where there is nothing to
 *     choose, or nothing is known of it; of a matrix the names of its rows
 */
public record Question(String id, String title, String type, List<String> options) {
  /** What some database refuses. Compiled once: each answer of each event comes by here. */
  static final Pattern UNSTORABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

  private static final int LONGEST = 200;
  private static final String CUT = "…";
  private static final String INSTEAD = "⏎";
  private static final String BLANK = "␣";
  private static final Pattern AT_AN_END =
      Pattern.compile("^\\s|\\s$", Pattern.UNICODE_CHARACTER_CLASS);
  private static final int MOST_OPTIONS = 100;

  public Question {
    id = plain(id);
    title = plain(title);
    type = plain(type);
    options = options.stream().limit(MOST_OPTIONS).map(Question::plain).toList();
  }

  /** As ids and titles are kept here. */
  public static String plain(String text) {
    var cut = text.length() > LONGEST ? text.substring(0, LONGEST - 1) + CUT : text;
    var storable = UNSTORABLE.matcher(cut).replaceAll(INSTEAD);
    return AT_AN_END.matcher(storable).replaceAll(BLANK);
  }

  /** Whether a text is one that was changed to be kept: it then is what no submission holds. */
  public static boolean isChanged(String plain) {
    return plain.contains(INSTEAD)
        || plain.startsWith(BLANK)
        || plain.endsWith(BLANK)
        || (plain.length() == LONGEST && plain.endsWith(CUT));
  }
}
