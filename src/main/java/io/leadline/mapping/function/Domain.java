package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Of an e-mail address or of a web address. */
final class Domain extends ValueFunction {
  Domain() {
    super("domain", "The domain of an e-mail or web address, without www.");
  }

  @Override
  @Nullable Object applyTo(Object value, List<String> arguments) throws Unfit {
    return of(value);
  }

  static String of(Object value) throws Unfit {
    String text = Texts.of(value);
    boolean mail =
        text != null && text.length() <= 1000 && !text.contains("://") && text.contains("@");
    return HostName.withoutWww(mail ? EmailAddress.read(value).domain() : host(value));
  }

  private static String host(Object value) throws Unfit {
    try {
      return WebAddress.read(value).host();
    } catch (Unfit e) {
      throw new Unfit("neither an e-mail address nor a web address");
    }
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("ada@Acme.com", "domain", "acme.com"),
        new Example("https://www.acme.com/about?x=1", "domain", "acme.com"),
        new Example("acme.co.uk", "domain", "acme.co.uk"),
        new Example("ada@müller.de", "domain", "müller.de"),
        new Example(List.of("a@x.com", "b@y.com"), "domain", List.of("x.com", "y.com")),
        new Example(null, "domain", null));
  }
}
