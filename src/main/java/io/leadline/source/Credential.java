package io.leadline.source;

import java.util.Optional;

/**
 * What a hook and its form tool must both know, in the variable {@code <HOOK>_SUFFIX}.
 *
 * @param suffix what stands behind the hook's name, as {@code SECRET}
 * @param issued what it is at the tool, and where the tool shows it; nothing where any word of
 *     one's own will do, and is entered at the tool
 */
public record Credential(String suffix, Optional<String> issued) {
  public static final String SECRET = "SECRET";
  public static final String TOKEN = "TOKEN";
  public static final String VERIFY_TOKEN = "VERIFY_TOKEN";

  /** One that whoever connects the tool makes up. */
  public static Credential chosen(String suffix) {
    return new Credential(suffix, Optional.empty());
  }

  /**
   * One that the tool makes.
   *
   * @param what in the words of the tool's own pages, as {@code the client secret of the app}
   */
  public static Credential issued(String suffix, String what) {
    return new Credential(suffix, Optional.of(what));
  }

  /** In a few words, as in tables. */
  public String words() {
    return "`_%s`: %s".formatted(suffix, issued.orElse("of your choice"));
  }
}
