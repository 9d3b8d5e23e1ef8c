package io.leadline.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.mapping.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page says the bounds that hold. */
class LimitsPageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A file has at most %,d characters, 30 levels,| " + YamlReader.MOST_CHARACTERS,
        "%,d paths, functions and conditions| " + Limits.EXPRESSIONS,
        "%,d profiles and| " + Limits.PROFILES,
        "a text of `matches` %,d.| " + Condition.Matches.LONGEST,
        "one path %,d characters| " + Limits.PATH,
        "at most %,d characters in one text| " + Limits.TEXT,
        "%,d items| " + Limits.LIST,
        "%,d bytes in one call| " + Limits.BODY,
      })
  void saysThem(String sentence, int bound) throws IOException {
    String page = Files.readString(Path.of("docs/mapping-files.md")).replaceAll("\\s+", " ");

    assertThat(page).contains(String.format(Locale.ROOT, sentence, bound));
  }
}
