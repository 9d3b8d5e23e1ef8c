package io.leadline.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Cases as data: {@code #### title} begins one, {@code ## file.yaml} a file of it. What editors
 * would take out has its sign: {@code ⇥} a tab, {@code ␍} a carriage return, {@code ⍽} a no-break
 * space, {@code ␇} a bell, {@code ␀} a NUL.
 */
record Sections(String title, Map<String, String> files) {

  static List<Sections> read(String resource) {
    List<Sections> all = new ArrayList<>();
    String file = "";
    for (String line : text(resource).split("\n", -1)) {
      if (line.startsWith("#### ")) {
        all.add(new Sections(line.substring(5), new LinkedHashMap<>()));
      } else if (line.startsWith("## ")) {
        file = line.substring(3);
        all.get(all.size() - 1).files().put(file, "");
      } else if (!all.isEmpty()) {
        String more = meant(line) + "\n";
        all.get(all.size() - 1).files().merge(file, more, String::concat);
      }
    }
    return all;
  }

  private static String meant(String line) {
    return line.replace('⇥', '\t')
        .replace('␍', '\r')
        .replace('⍽', '\u00A0')
        .replace('␇', '\u0007')
        .replace('␀', '\0');
  }

  String file(String name) {
    return files.getOrDefault(name, "").strip();
  }

  MappingTexts texts() {
    Map<String, String> texts = new TreeMap<>(files);
    texts.keySet().removeIf(name -> !name.contains("."));
    texts.replaceAll((name, text) -> text.stripTrailing() + "\n");
    return new MappingTexts(texts);
  }

  @Override
  public String toString() {
    return title;
  }

  private static String text(String resource) {
    try (InputStream stream = Sections.class.getResourceAsStream(resource)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
