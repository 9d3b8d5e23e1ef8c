package io.leadline.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadline.event.Bytes;
import io.leadline.form.Shown;
import io.leadline.source.Deliveries;
import io.leadline.source.Reading;
import io.leadline.source.Source;
import io.leadline.source.tool.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DemoSubmissionsTest {
  private static final Path FOLDER = Path.of("src/main/resources/demo");

  /** Else the first thing that the demo says is that somebody edits the form all the time. */
  @Test
  void allShowTheSameForm() throws Exception {
    Source typeform = Sources.find("typeform").orElseThrow();
    Set<Shown> forms = new HashSet<>();
    try (var files = Files.newDirectoryStream(FOLDER, "typeform-*.json")) {
      for (var file : files) {
        forms.add(shown(typeform, Bytes.of(Files.readAllBytes(file))));
      }
    }
    assertThat(forms).singleElement().matches(Shown::whole);
  }

  private static Shown shown(Source typeform, Bytes body) {
    var part = typeform.cut(Deliveries.post(body, Map.of())).get(0);
    var reading = (Reading.Read) typeform.read(Deliveries.event(typeform, part), null);
    return typeform.shown(reading.submission());
  }
}
