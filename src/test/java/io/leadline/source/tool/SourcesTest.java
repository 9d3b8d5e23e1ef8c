package io.leadline.source.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.source.Source;
import org.junit.jupiter.api.Test;

class SourcesTest {
  @Test
  void namesEachToolOnceInSmallLetters() {
    assertThat(Sources.BUILT_IN)
        .extracting(Source::name)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z][a-z0-9-]*"));
  }

  @Test
  void findsNothingUnderAnUnknownName() {
    assertThat(Sources.find("Typeform")).isEmpty();
  }
}
