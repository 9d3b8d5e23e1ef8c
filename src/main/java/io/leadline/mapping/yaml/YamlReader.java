package io.leadline.mapping.yaml;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one YAML 1.2 text into nodes with places. Anchors, aliases and tags are refused, so nothing
 * in a file can grow beyond its own size.
 */
public final class YamlReader {
  private static final int MAX_CHARACTERS = 512 * 1024;
  private static final int MAX_DEPTH = 30;
  private static final int MAX_MENDS = 50;
  private static final Pattern TAB = Pattern.compile("^[ ]*(?:- *|[^'\"#]*[:-] *)?\\t");
  private static final Pattern CUT_OFF = Pattern.compile("^(\\s*)#(.*)$");

  private final String file;
  private final Problems problems;
  private List<String> lines = List.of();

  private YamlReader(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** Null when the file holds nothing that can be read; the problems say why. */
  public static @Nullable YamlNode read(String file, String text, Problems problems) {
    if (text.length() > MAX_CHARACTERS) {
      problems.error(
          Spot.wholeFile(file),
          "is longer than " + MAX_CHARACTERS + " characters; a mapping is a short file");
      return null;
    }
    return new YamlReader(file, problems).readMending(text);
  }

  /** Goes on behind a trap, so that a second one in the same file is shown too. */
  private @Nullable YamlNode readMending(String text) {
    String mended = withoutTabs(text.startsWith("\uFEFF") ? text.substring(1) : text);
    for (int i = 0; i < MAX_MENDS; i++) {
      Problems found = new Problems();
      try {
        YamlNode node = new YamlReader(file, found).parse(mended);
        problems.addAll(found);
        return node;
      } catch (YamlTrap trap) {
        problems.error(trap.spot(), trap.sentence());
        mended = trap.mend(mended);
      } catch (YamlEngineException e) {
        problems.addAll(found);
        YamlTrap.explain(e, file, mended, problems);
        return null;
      }
    }
    return null;
  }

  private String withoutTabs(String text) {
    String[] all = text.split("\n", -1);
    for (int i = 0; i < all.length; i++) {
      Matcher tab = TAB.matcher(all[i]);
      if (all[i].indexOf('\t') >= 0 && tab.find()) {
        problems.error(
            new Spot(file, i + 1, tab.end()),
            "a tab: YAML is laid out with spaces only; replace it with spaces");
        all[i] = all[i].replace("\t", "  ");
      }
    }
    return String.join("\n", all);
  }

  private @Nullable YamlNode parse(String text) {
    lines = List.of(text.split("\n", -1));
    LoadSettings settings =
        LoadSettings.builder().setLabel(file).setCodePointLimit(2 * MAX_CHARACTERS).build();
    Iterator<Event> events = new Parse(settings).parseString(text).iterator();
    YamlNode root = null;
    while (events.hasNext()) {
      Event event = events.next();
      if (event.getEventId() == Event.ID.DocumentStart) {
        YamlNode document = node(events.next(), events, 0);
        if (root != null) {
          problems.error(document.spot(), "'---' begins a second document; one file, one mapping");
          return root;
        }
        root = document;
      }
    }
    return root;
  }

  private YamlNode node(Event event, Iterator<Event> events, int depth) {
    refuseMachinery(event);
    if (depth > MAX_DEPTH) {
      throw new YamlTrap(spot(event), "is nested deeper than " + MAX_DEPTH + " levels", true);
    }
    return switch (event.getEventId()) {
      case Scalar -> scalar((ScalarEvent) event);
      case SequenceStart -> list(event, events, depth);
      case MappingStart -> map((CollectionStartEvent) event, events, depth);
      default -> new YamlNode.Scalar("", false, spot(event), "");
    };
  }

  private YamlNode.Scalar scalar(ScalarEvent event) {
    Spot spot = spot(event);
    boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN;
    return new YamlNode.Scalar(event.getValue(), plain, spot, rest(event.getStartMark()));
  }

  private YamlNode list(Event start, Iterator<Event> events, int depth) {
    List<YamlNode> items = new ArrayList<>();
    Event next = events.next();
    while (next.getEventId() != Event.ID.SequenceEnd) {
      items.add(node(next, events, depth + 1));
      warnOfCutText(next);
      next = events.next();
    }
    return new YamlNode.ListNode(List.copyOf(items), spot(start));
  }

  private YamlNode map(CollectionStartEvent start, Iterator<Event> events, int depth) {
    if (start.isFlow() && rest(start.getStartMark()).startsWith("{{")) {
      throw YamlTrap.unquotedBraces(spot(start));
    }
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    Event next = events.next();
    while (next.getEventId() != Event.ID.MappingEnd) {
      YamlNode key = node(next, events, depth + 1);
      Event valueEvent = events.next();
      YamlNode value = node(valueEvent, events, depth + 1);
      warnOfCutText(valueEvent);
      put(entries, key, value);
      next = events.next();
    }
    return new YamlNode.MapNode(entries, spot(start));
  }

  private void put(Map<String, YamlNode.Entry> entries, YamlNode key, YamlNode value) {
    if (!(key instanceof YamlNode.Scalar name)) {
      problems.error(key.spot(), "a name is expected before ':', but this is " + key.kind());
      return;
    }
    YamlNode.Entry earlier = entries.putIfAbsent(name.text(), new YamlNode.Entry(name, value));
    if (earlier != null) {
      problems.error(
          name.spot(),
          "'"
              + name.text()
              + "' is here twice; the first is in line "
              + earlier.key().spot().line()
              + ": keep one");
    }
  }

  private void refuseMachinery(Event event) {
    if (event instanceof AliasEvent) {
      problems.error(
          spot(event), "a value that begins with '*' is a YAML alias: put the text in quotes");
    } else if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      problems.error(
          spot(event), "a value that begins with '&' is a YAML anchor: put the text in quotes");
    }
    if (tag(event).isPresent()) {
      problems.error(
          spot(event), "a value that begins with '!' is a YAML tag: put the text in quotes");
    }
  }

  private static Optional<String> tag(Event event) {
    if (event instanceof ScalarEvent scalar) {
      return scalar.getTag();
    }
    return event instanceof CollectionStartEvent start ? start.getTag() : Optional.empty();
  }

  /** {@code name: Question #1}: YAML ends the value before the '#'. */
  private void warnOfCutText(Event event) {
    if (!(event instanceof ScalarEvent scalar) || scalar.getScalarStyle() != ScalarStyle.PLAIN) {
      return;
    }
    Matcher cut = CUT_OFF.matcher(rest(scalar.getEndMark()));
    if (!cut.matches()) {
      return;
    }
    String comment = cut.group(2);
    if (!comment.isEmpty() && !Character.isWhitespace(comment.charAt(0))) {
      problems.error(spot(event), cutBy(scalar, "#" + comment));
    } else if (cut.group(1).length() == 1 && !scalar.getValue().isEmpty()) {
      problems.warn(
          spot(event),
          cutBy(scalar, "#" + comment) + " (a comment? put two spaces before the '#')");
    }
  }

  private static String cutBy(ScalarEvent scalar, String comment) {
    String whole = (scalar.getValue() + " " + comment).strip().replace("'", "''");
    return "a '#' after a space begins a comment, so the value ends before it; if it belongs to the"
        + " text, use quotes: '"
        + whole
        + "'";
  }

  private Spot spot(Event event) {
    return event
        .getStartMark()
        .map(mark -> new Spot(file, mark.getLine() + 1, mark.getColumn() + 1))
        .orElse(Spot.wholeFile(file));
  }

  private String rest(Optional<Mark> mark) {
    if (mark.isEmpty() || mark.get().getLine() >= lines.size()) {
      return "";
    }
    String line = lines.get(mark.get().getLine());
    int column = Math.min(mark.get().getColumn(), line.codePointCount(0, line.length()));
    return line.substring(line.offsetByCodePoints(0, column));
  }
}
