package io.leadline.deliver;

import io.leadline.event.CrmMode;
import io.leadline.event.FieldCatalogue;
import io.leadline.journal.KeptMappings;
import io.leadline.journal.MappingShelf;
import io.leadline.mapping.Compilation;
import io.leadline.mapping.MappingCompiler;
import io.leadline.mapping.MappingSet;
import io.leadline.mapping.MappingTexts;
import java.util.Optional;

/**
 * Makes the mapping sets of old events again, from what the journal keeps of them. A set that comes
 * out is the very one: it has the hash that was asked for.
 */
public final class FormerMappings {
  private final MappingShelf shelf;

  public FormerMappings(MappingShelf shelf) {
    this.shelf = shelf;
  }

  /** A set of before, or why it cannot be had. */
  public sealed interface Former {
    /**
     * It makes the same calls as it did then.
     *
     * @param texts that it was made of, without their cases
     * @param kept with the time when it came into force first
     */
    record Made(MappingSet set, MappingTexts texts, KeptMappings kept) implements Former {}

    /**
     * It cannot be made again.
     *
     * @param why a sentence for people
     */
    record Lost(String why) implements Former {}
  }

  /**
   * @param hash as the event has it
   */
  public Former of(String hash) {
    Optional<KeptMappings> kept = shelf.find(hash);
    if (kept.isEmpty()) {
      return lost(hash, "is not kept in this journal: Leadline did not keep them yet");
    }
    return kept.get().engine().equals(MappingCompiler.ENGINE)
        ? make(kept.get())
        : lost(hash, madeByAnother(kept.get().engine()));
  }

  private static Former make(KeptMappings kept) {
    var texts = new MappingTexts(kept.files());
    Compilation compilation;
    try {
      FieldCatalogue fields = KeptFields.read(kept.fields());
      compilation = MappingCompiler.compile(texts, fields, CrmMode.valueOf(kept.mode()));
    } catch (IllegalArgumentException e) {
      return lost(kept.hash(), "is kept with fields that this version does not understand");
    }
    return compilation instanceof Compilation.Compiled compiled
            && compiled.set().hash().equals(kept.hash())
        ? new Former.Made(compiled.set(), texts, kept)
        : lost(kept.hash(), "comes out otherwise in this version, from the same texts");
  }

  private static String madeByAnother(String engine) {
    return "was made by mapping engine "
        + engine
        + ", and this Leadline has "
        + MappingCompiler.ENGINE
        + ", which may make other calls of the same texts";
  }

  private static Former lost(String hash, String why) {
    return new Former.Lost("the mapping set " + hash + " " + why);
  }
}
