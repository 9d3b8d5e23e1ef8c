package io.leadline.mapping.field;

import io.leadline.event.CrmField;
import io.leadline.mapping.function.MappingFunction.Unfit;
import io.leadline.mapping.function.Texts;

/** One of the documented values, in the CRM's spelling, whatever the case. */
final class Choice {
  private Choice() {}

  static String of(CrmField field, Object value) throws Unfit {
    String text = Texts.squeeze(PlainText.of(value));
    for (String allowed : field.allowed()) {
      if (allowed.equalsIgnoreCase(text)) {
        return allowed;
      }
    }
    if (field.allowed().isEmpty()) {
      return text;
    }
    throw new Unfit("not one of " + String.join(", ", field.allowed()));
  }
}
