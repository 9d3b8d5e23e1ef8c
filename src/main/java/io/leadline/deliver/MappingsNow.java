package io.leadline.deliver;

import io.leadline.mapping.MappingTexts;
import java.util.function.Supplier;

/** The texts of the mappings as they are now, and whether what their cases name is as it was. */
public interface MappingsNow extends Supplier<MappingTexts> {
  /** Equal as long as the files that cases may name are the same. Asked after the texts. */
  default Object besides() {
    return "";
  }
}
