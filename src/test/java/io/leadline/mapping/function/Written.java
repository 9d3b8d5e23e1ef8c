package io.leadline.mapping.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.mapping.function.MappingFunction.Unfit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A call as it stands in a mapping file, applied as the engine applies it. */
record Written(MappingFunction function, List<String> arguments) {
  private static final Pattern CALL = Pattern.compile("(\\w+)(?:\\((.*)\\))?");
  private static final Pattern ARGUMENT = Pattern.compile("'([^']*)'|([^',\\s]+)");

  static Written call(String text) {
    Matcher call = CALL.matcher(text);
    assertThat(call.matches()).as(text).isTrue();
    var arguments = new ArrayList<String>();
    Matcher argument = ARGUMENT.matcher(call.group(2) == null ? "" : call.group(2));
    while (argument.find()) {
      String quoted = argument.group(1);
      arguments.add(quoted == null ? argument.group(2) : quoted.replace("\\n", "\n"));
    }
    return new Written(Functions.find(call.group(1)).orElseThrow(), arguments);
  }

  @Nullable Object on(@Nullable Object input) throws Unfit {
    if (Texts.isNothing(input) && !function.takesNothing()) {
      return null;
    }
    return function.eachItem() && input instanceof List<?> list
        ? Texts.orNothing(each(list))
        : function.apply(input, arguments);
  }

  private List<Object> each(List<?> list) throws Unfit {
    var outputs = new ArrayList<Object>();
    for (Object item : list) {
      Object output = on(item);
      if (output != null) {
        outputs.add(output);
      }
    }
    return outputs;
  }
}
