package io.leadline.mapping.function;

import io.leadline.mapping.function.MappingFunction.Unfit;
import org.jspecify.annotations.Nullable;

/**
 * One e-mail address as people type it: with a name around it, as {@code mailto:}, with white space
 * and a stray full stop.
 *
 * @param localPart before the @, in the case it was typed in: some servers tell cases apart
 * @param domain after it, in small letters
 */
public record EmailAddress(String localPart, String domain) {
  private static final int LONGEST = 254;
  private static final int LONGEST_LOCAL_PART = 64;
  private static final int LONGEST_TYPED = 1000;
  private static final String ALSO_ALLOWED = "!#$%&'*+/=?^_`{|}~.-";

  /**
   * Reads exactly one address.
   *
   * @throws Unfit when it is none, or more than one
   */
  public static EmailAddress read(Object value) throws Unfit {
    String typed = Texts.of(value);
    if (typed == null || typed.length() > LONGEST_TYPED) {
      throw new Unfit("not an e-mail address");
    }
    return parsed(bare(visible(typed)));
  }

  @Override
  public String toString() {
    return localPart + "@" + domain;
  }

  private static EmailAddress parsed(String address) throws Unfit {
    int at = address.indexOf('@');
    if (at < 0) {
      throw new Unfit("not an e-mail address (it has no @)");
    }
    if (address.indexOf('@', at + 1) > 0) {
      throw new Unfit("not one e-mail address (it has more than one @)");
    }
    return checked(address.substring(0, at), HostName.read(address.substring(at + 1)), address);
  }

  private static EmailAddress checked(String localPart, @Nullable String domain, String address)
      throws Unfit {
    if (address.chars().anyMatch(c -> Texts.isSpace((char) c))) {
      throw new Unfit("not an e-mail address (it holds a space)");
    }
    if (domain == null) {
      throw new Unfit("not an e-mail address (what follows the @ is no domain, as acme.com)");
    }
    if (!isLocalPart(localPart) || address.length() > LONGEST) {
      throw new Unfit("not an e-mail address (what precedes the @ cannot be there)");
    }
    return new EmailAddress(localPart, domain);
  }

  private static boolean isLocalPart(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_LOCAL_PART
        && !text.startsWith(".")
        && !text.endsWith(".")
        && !text.contains("..")
        && text.codePoints().allMatch(EmailAddress::isAllowed);
  }

  private static boolean isAllowed(int codePoint) {
    return codePoint < 128
        ? Character.isLetterOrDigit(codePoint) || ALSO_ALLOWED.indexOf(codePoint) >= 0
        : Character.isLetterOrDigit(codePoint)
            || Character.getType(codePoint) == Character.NON_SPACING_MARK;
  }

  /** The address within {@code Ada <ada@acme.com>} or {@code mailto:ada@acme.com?subject=Hi}. */
  private static String bare(String typed) {
    String address = typed;
    int open = address.lastIndexOf('<');
    int close = address.indexOf('>', open + 1);
    if (open >= 0 && close > open && address.indexOf('<') == open) {
      address = address.substring(open + 1, close);
    }
    if (address.regionMatches(true, 0, "mailto:", 0, "mailto:".length())) {
      address = address.substring("mailto:".length());
      address = address.contains("?") ? address.substring(0, address.indexOf('?')) : address;
    }
    return withoutStrayEnd(Texts.trim(address));
  }

  private static String withoutStrayEnd(String address) {
    int end = address.length();
    while (end > 0 && ".,;".indexOf(address.charAt(end - 1)) >= 0) {
      end--;
    }
    return address.substring(0, end);
  }

  private static String visible(String text) {
    var visible = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (Texts.isSpace(text.charAt(i)) || !Texts.isInvisible(text.charAt(i))) {
        visible.append(text.charAt(i));
      }
    }
    return visible.toString();
  }
}
