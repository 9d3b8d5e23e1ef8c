package io.leadline.mapping.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** For rich-text answers. One pass, so that hostile markup costs no more than other text. */
final class StripHtml extends TextFunction {
  StripHtml() {
    super("strip_html", "Takes HTML tags away and writes entities as their characters.");
  }

  @Override
  @Nullable Object applyTo(String text, List<String> arguments) {
    return Html.text(text);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("<p>Hello <b>Ada</b></p>", "strip_html", "Hello Ada"),
        new Example("a<br>b", "strip_html", "a\nb"),
        new Example("Fish &amp; chips &#8364;5&nbsp;&lt;3", "strip_html", "Fish & chips €5 <3"),
        new Example("1 < 2 and 3 > 2", "strip_html", "1 < 2 and 3 > 2"),
        new Example("<script>alert(1)</script>Hi", "strip_html", "Hi"),
        new Example("<p> </p>", "strip_html", null),
        new Example(List.of("<b>a</b>", "b"), "strip_html", List.of("a", "b")),
        new Example(null, "strip_html", null));
  }
}
