package io.leadline.mapping;

import io.leadline.event.CrmMode;
import io.leadline.event.FieldCatalogue;

/** Compiles the texts of a mappings folder. */
public final class MappingCompiler {
  private MappingCompiler() {}

  /** Total: whatever the texts hold, every problem of every file comes out at once. */
  public static Compilation compile(MappingTexts texts, FieldCatalogue catalogue, CrmMode mode) {
    throw new UnsupportedOperationException("not yet");
  }
}
