package io.leadline;

import io.leadline.deliver.MappingFolder;
import io.leadline.deliver.MappingTrial;
import io.leadline.deliver.MappingsNow;
import io.leadline.deliver.PublishedTexts;
import io.leadline.journal.MappingShelf;
import io.leadline.receive.Hook;
import io.leadline.receive.Hooks;
import io.leadline.sample.CaseRequests;
import io.leadline.sample.SampleFile;
import io.leadline.source.tool.Sources;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Where a server takes its mappings from.
 *
 * @param all the texts as they are now
 * @param files what their cases name as {@code file:}
 */
record MappingsSource(MappingsNow all, Function<String, SampleFile> files) {

  static MappingsSource folder(Path folder) {
    return new MappingsSource(
        new MappingFolder(folder), file -> SampleFile.read(folder.resolve(file)));
  }

  static MappingsSource journal(MappingShelf shelf) {
    var published = new PublishedTexts(shelf);
    return new MappingsSource(published, published::sample);
  }

  /** Cases are read as the hooks here would read what a form tool sends. */
  MappingTrial trial(Hooks hooks) {
    return new MappingTrial(
        hook -> hooks.find(hook).map(Hook::connection),
        new CaseRequests(hook -> hooks.find(hook).map(Hook::source), Sources::find, files));
  }
}
