package io.leadline.mapping.yaml;

import io.leadline.mapping.yaml.YamlTrap.Mend;
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
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one YAML 1.2 text into nodes with places. Anchors, aliases and tags are refused, so nothing
 * in a file can grow beyond its own size.
 */
public final class YamlReader {
  /** Of one file. */
  public static final int MOST_CHARACTERS = 512 * 1024;

  private static final int LONGEST_NAME = 10_000;
  private static final int MAX_DEPTH = 30;
  private static final int MAX_MENDS = 50;

  /** With each mend the text is read again: of a large file fewer traps are shown at once. */
  private static final int MOST_READ_AGAIN = 4_000_000;

  private static final Pattern CUT_OFF = Pattern.compile("^(\\s*)#(.*)$");

  private final String file;
  private final Problems problems;
  private Characters characters = new Characters("");

  private YamlReader(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** Null when the file holds nothing that can be read; the problems say why. */
  public static @Nullable YamlNode read(String file, String text, Problems problems) {
    if (text.length() > MOST_CHARACTERS) {
      problems.error(
          Spot.wholeFile(file),
          "is longer than " + MOST_CHARACTERS + " characters; a mapping is a short file");
      return null;
    }
    if (text.indexOf('\0') >= 0) {
      problems.error(
          Spot.wholeFile(file),
          "is not text in UTF-8 (UTF-16, which Windows calls 'Unicode'?): save it as UTF-8");
      return null;
    }
    return new YamlReader(file, problems).readMending(plain(text));
  }

  private static String plain(String text) {
    String lines = text.replace("\r\n", "\n").replace('\r', '\n');
    return lines.startsWith("\uFEFF") ? lines.substring(1) : lines;
  }

  /** Goes on behind a trap, so that a second one in the same file is shown too. */
  private @Nullable YamlNode readMending(String text) {
    String readable = new Unreadable(file, problems).putRight(text);
    int mends = Math.min(MAX_MENDS, 1 + MOST_READ_AGAIN / Math.max(1, text.length()));
    for (int i = 0; i < mends; i++) {
      Problems found = new Problems();
      YamlTrap trap;
      try {
        YamlNode node = new YamlReader(file, found).parse(readable);
        problems.addAll(found);
        return node;
      } catch (YamlTrap thrown) {
        trap = thrown;
      } catch (YamlEngineException e) {
        trap = YamlComplaint.trap(e, file, readable);
      }
      problems.notYaml(trap.spot(), trap.sentence());
      if (!trap.canBeMended()) {
        problems.addAll(found);
        return null;
      }
      problems.mended(trap.mended());
      readable = trap.mend(readable);
    }
    return null;
  }

  private @Nullable YamlNode parse(String text) {
    characters = new Characters(text);
    LoadSettings settings =
        LoadSettings.builder().setLabel(file).setCodePointLimit(2 * MOST_CHARACTERS).build();
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
      throw new YamlTrap(spot(event), "is nested deeper than " + MAX_DEPTH + " levels", Mend.NONE);
    }
    return switch (event.getEventId()) {
      case Scalar -> scalar((ScalarEvent) event);
      case SequenceStart -> list(event, events, depth);
      case MappingStart -> map((CollectionStartEvent) event, events, depth);
      default -> new YamlNode.Scalar("", false, spot(event), Spelling.UNKNOWN);
    };
  }

  private YamlNode.Scalar scalar(ScalarEvent event) {
    Spot spot = spot(event);
    boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN;
    if (plain) {
      TypographicQuotes.refuse(event.getValue(), spot);
    }
    return new YamlNode.Scalar(event.getValue(), plain, spot, spelling(event, spot));
  }

  private Spelling spelling(ScalarEvent event, Spot spot) {
    Spelling.Style style =
        switch (event.getScalarStyle()) {
          case SINGLE_QUOTED -> Spelling.Style.SINGLE_QUOTED;
          case DOUBLE_QUOTED -> Spelling.Style.DOUBLE_QUOTED;
          case LITERAL, FOLDED -> Spelling.Style.BLOCK;
          default -> Spelling.Style.PLAIN;
        };
    String written = characters.between(event.getStartMark(), event.getEndMark());
    return new Spelling(style, written, event.getValue(), spot);
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
    if (start.isFlow() && characters.startsWith(start.getStartMark(), "{{")) {
      throw unquotedBraces(spot(start));
    }
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    Event next = events.next();
    while (next.getEventId() != Event.ID.MappingEnd) {
      YamlNode key = node(next, events, depth + 1);
      Event valueEvent = events.next();
      refuseNoLine(next, valueEvent);
      YamlNode value = node(valueEvent, events, depth + 1);
      warnOfCutText(valueEvent);
      put(entries, key, value);
      next = events.next();
    }
    return new YamlNode.MapNode(entries, spot(start));
  }

  private static YamlTrap unquotedBraces(Spot spot) {
    return new YamlTrap(
        spot,
        "a value that begins with '{{' needs quotes around it, or YAML takes it for a map:"
            + " \"{{ ... }}\"",
        Mend.REST_OF_LINE);
  }

  /** Lines below a name that should be lines of their own, and make one text instead. */
  private void refuseNoLine(Event key, Event value) {
    if (!(value instanceof ScalarEvent scalar)
        || scalar.getScalarStyle() != ScalarStyle.PLAIN
        || spot(value).line() <= spot(key).line()) {
      return;
    }
    String line = characters.restOfLine(value.getStartMark());
    String cut = CutByHash.ofName(line);
    String missing = cut == null ? MissingSpace.sentence(line) : cut;
    if (missing != null) {
      throw new YamlTrap(spot(value), missing, Mend.VALUE);
    }
  }

  private void put(Map<String, YamlNode.Entry> entries, YamlNode key, YamlNode value) {
    if (!(key instanceof YamlNode.Scalar name)) {
      problems.error(key.spot(), "a name is expected before ':', but this is " + key.kind());
      return;
    }
    if (name.text().length() > LONGEST_NAME) {
      problems.error(name.spot(), "a name of more than " + LONGEST_NAME + " characters");
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
    if (!(event instanceof ScalarEvent scalar)
        || scalar.getScalarStyle() != ScalarStyle.PLAIN
        || !characters.isNext(scalar.getEndMark(), '#')) {
      return;
    }
    Matcher cut = CUT_OFF.matcher(characters.restOfLine(scalar.getEndMark()));
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
    return CutByHash.ofValue((scalar.getValue() + " " + comment).strip());
  }

  private Spot spot(Event event) {
    return event
        .getStartMark()
        .map(mark -> new Spot(file, mark.getLine() + 1, mark.getColumn() + 1))
        .orElse(Spot.wholeFile(file));
  }
}
