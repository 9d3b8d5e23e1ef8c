package io.leadline.cli;

import io.leadline.event.Call;
import io.leadline.event.Documents;
import io.leadline.event.Warning;
import io.leadline.mapping.Decision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What mappings decided, in words. Values are shown: who asks holds the sample. */
final class DecisionTexts {
  private static final int NAME_WIDTH = 20;

  private DecisionTexts() {}

  /** The mapping that took it; null where none did. */
  static @Nullable String mapping(Decision decision) {
    if (decision instanceof Decision.Calls calls) {
      return calls.mapping();
    }
    return decision instanceof Decision.Ignored ignored
        ? ignored.mapping()
        : ((Decision.Failed) decision).mapping();
  }

  static List<String> lines(Decision decision) {
    var lines = new ArrayList<String>();
    if (decision instanceof Decision.Calls calls) {
      calls.calls().forEach(call -> add(call, lines));
      calls.warnings().forEach(warning -> lines.add(line(warning)));
    } else if (decision instanceof Decision.Ignored ignored) {
      lines.add("ignored: " + Printable.lines(ignored.reason().sentence()));
    } else if (decision instanceof Decision.Failed failed) {
      lines.add("dead letter: " + Printable.lines(failed.reason().sentence()));
      failed.warnings().forEach(warning -> lines.add(line(warning)));
    }
    return lines;
  }

  private static void add(Call call, List<String> lines) {
    lines.add(call.kind().wireName());
    call.body().forEach((field, value) -> add(field, value, "  ", lines));
    if (!call.onlyNew().isEmpty()) {
      lines.add("  (for new people only: " + String.join(", ", call.onlyNew()) + ")");
    }
    if (call.asMember() != null) {
      lines.add("  (as member " + call.asMember() + ")");
    }
  }

  private static void add(String name, @Nullable Object value, String indent, List<String> lines) {
    if (value instanceof Map<?, ?> object) {
      lines.add(indent + name);
      object.forEach((key, part) -> add(String.valueOf(key), part, indent + "  ", lines));
      return;
    }
    int width = Math.max(1, NAME_WIDTH - indent.length());
    String head = indent + String.format("%-" + width + "s ", Printable.line(name));
    String under = "\n" + " ".repeat(head.length());
    lines.add(head + Printable.lines(text(value)).replace("\n", under));
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : Documents.write(value);
  }

  private static String line(Warning warning) {
    return "warning: %s (%s): %s"
        .formatted(Printable.line(warning.field()), warning.where(), warning.why());
  }

  static Map<String, @Nullable Object> document(Decision decision) {
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put("mapping", mapping(decision));
    if (decision instanceof Decision.Calls calls) {
      document.put("calls", calls.calls().stream().map(DecisionTexts::document).toList());
      document.put("warnings", calls.warnings().stream().map(DecisionTexts::document).toList());
    } else if (decision instanceof Decision.Ignored ignored) {
      document.put("ignored", ignored.reason().sentence());
    } else if (decision instanceof Decision.Failed failed) {
      document.put("failed", failed.reason().sentence());
      document.put("warnings", failed.warnings().stream().map(DecisionTexts::document).toList());
    }
    return document;
  }

  private static Map<String, @Nullable Object> document(Call call) {
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put("call", call.kind().wireName());
    document.put("body", call.body());
    document.put("only_new", call.onlyNew());
    document.put("as_member", call.asMember());
    return document;
  }

  private static Map<String, Object> document(Warning warning) {
    var document = new LinkedHashMap<String, Object>();
    document.put("field", warning.field());
    document.put("value", warning.value());
    document.put("where", warning.where());
    document.put("why", warning.why());
    return document;
  }
}
