package io.leadline.source;

/**
 * What a form tool's API says by a reply to a {@link io.leadline.event.Fetch}.
 *
 * @param words which reply it was, for people, as {@code 404}: the status, and the tool's own code
 *     where it has one; never a text of the reply
 */
public record ApiReply(Meaning meaning, String words) {

  /** Sorted by what happens next. */
  public enum Meaning {
    /** Its body is what was asked for. */
    FOUND("found"),
    /** There is no such thing, or no more. */
    MISSING("missing"),
    /** Our token is not taken, or may not: nothing of the hook can be asked for until it is. */
    REFUSED("refused"),
    /**
     * It works, and does not give us this one thing: whether there is none, or our token may not
     * read it, cannot be told. It is asked again, and holds nothing else up.
     */
    WITHHELD("withheld"),
    /** We ask too often. */
    LIMITED("limited"),
    /** Anything else: it is asked again. */
    FAILED("failed");

    private final String word;

    Meaning(String word) {
      this.word = word;
    }

    /** As in logs and metrics. */
    public String word() {
      return word;
    }
  }

  /** As HTTP means its statuses. */
  public static ApiReply byStatus(int status) {
    var meaning =
        switch (status) {
          case 200 -> Meaning.FOUND;
          case 404, 410 -> Meaning.MISSING;
          case 401, 403 -> Meaning.REFUSED;
          case 429 -> Meaning.LIMITED;
          default -> Meaning.FAILED;
        };
    return new ApiReply(meaning, String.valueOf(status));
  }
}
