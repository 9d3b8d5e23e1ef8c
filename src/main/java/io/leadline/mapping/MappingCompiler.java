package io.leadline.mapping;

import io.leadline.event.CrmField;
import io.leadline.event.CrmMode;
import io.leadline.event.FieldCatalogue;
import io.leadline.mapping.yaml.Problems;
import io.leadline.mapping.yaml.Spot;
import io.leadline.mapping.yaml.YamlNode;
import io.leadline.mapping.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compiles the texts of a mappings folder. */
public final class MappingCompiler {
  /** The version of what compiles: the same texts make the same calls under the same one. */
  public static final String ENGINE = MappingHash.ENGINE_VERSION;

  private MappingCompiler() {}

  /** Total: whatever the texts hold, every problem of every file comes out at once. */
  public static Compilation compile(MappingTexts texts, FieldCatalogue catalogue, CrmMode mode) {
    Problems problems = new Problems();
    List<Mapping> mappings = mappings(texts, catalogue, mode, problems);
    shadows(mappings, problems);
    FileNames.check(texts.byFileName().keySet(), problems);
    if (problems.anyError()) {
      return new Compilation.Refused(problems.sorted());
    }
    String hash = MappingHash.of(texts, catalogue, mode);
    return new Compilation.Compiled(
        new MappingSet(mappings, hash, notSent(catalogue, mode), names(catalogue)),
        problems.sorted());
  }

  private static Set<String> names(FieldCatalogue catalogue) {
    return catalogue.all().stream().map(CrmField::name).collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> notSent(FieldCatalogue catalogue, CrmMode mode) {
    return mode == CrmMode.B2B
        ? Set.of()
        : catalogue.all().stream()
            .filter(field -> field.owner() == CrmField.Owner.ENTITY)
            .map(CrmField::name)
            .collect(Collectors.toUnmodifiableSet());
  }

  private static List<Mapping> mappings(
      MappingTexts texts, FieldCatalogue catalogue, CrmMode mode, Problems problems) {
    CrmValues values = values(texts, problems);
    Map<String, FieldRule> defaults = defaults(texts, catalogue, mode, values, problems);
    var around = new FieldLines.Around(catalogue, mode, values, new LinkedHashMap<>(defaults));
    List<Mapping> mappings = new ArrayList<>();
    for (String file : texts.byFileName().keySet()) {
      if (MappingTexts.isMapping(file)) {
        addTo(mappings, file, texts, around, problems);
      }
    }
    return List.copyOf(mappings);
  }

  private static void addTo(
      List<Mapping> mappings,
      String file,
      MappingTexts texts,
      FieldLines.Around around,
      Problems all) {
    Problems problems = new Problems();
    YamlNode root = read(file, texts, problems);
    if (root != null || !problems.anyError()) {
      Mapping mapping = parse(root, file, around, problems);
      if (mapping != null) {
        mappings.add(mapping);
      }
    }
    all.addAll(problems);
  }

  private static CrmValues values(MappingTexts texts, Problems problems) {
    YamlNode root = read(CrmValues.FILE, texts, problems);
    CrmValues values = guarded(CrmValues.FILE, problems, () -> CrmValues.parse(root, problems));
    return values == null ? CrmValues.NONE : values;
  }

  private static Map<String, FieldRule> defaults(
      MappingTexts texts,
      FieldCatalogue catalogue,
      CrmMode mode,
      CrmValues values,
      Problems problems) {
    YamlNode root = read(DefaultsParser.FILE, texts, problems);
    Map<String, FieldRule> defaults =
        guarded(
            DefaultsParser.FILE,
            problems,
            () -> DefaultsParser.parse(root, catalogue, mode, values, problems));
    return defaults == null ? Map.of() : defaults;
  }

  private static void shadows(List<Mapping> inOrder, Problems problems) {
    Shadows shadows = new Shadows(problems);
    for (int i = 0; i < inOrder.size(); i++) {
      Mapping mapping = inOrder.get(i);
      List<Mapping> before = inOrder.subList(0, i);
      guarded(
          mapping.file(),
          problems,
          () -> {
            shadows.report(mapping, before);
            return mapping;
          });
    }
  }

  private static @Nullable Mapping parse(
      @Nullable YamlNode root, String file, FieldLines.Around around, Problems problems) {
    return guarded(
        file,
        problems,
        () -> {
          Mapping mapping = new MappingParser(file, around, problems).parse(root);
          if (mapping != null) {
            OptOuts.warnOfEverybody(mapping, problems);
          }
          return mapping;
        });
  }

  private static @Nullable YamlNode read(String file, MappingTexts texts, Problems problems) {
    String text = texts.byFileName().get(file);
    return text == null
        ? null
        : guarded(file, problems, () -> YamlReader.read(file, text, problems));
  }

  /** A defect of ours in one file is that file's problem: the others are told theirs. */
  private static <T> @Nullable T guarded(
      String file, Problems problems, Supplier<@Nullable T> work) {
    try {
      return work.get();
    } catch (RuntimeException | StackOverflowError e) {
      problems.error(Spot.wholeFile(file), Defect.sentence(e));
      return null;
    }
  }
}
