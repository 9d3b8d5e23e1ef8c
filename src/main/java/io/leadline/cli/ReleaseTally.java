package io.leadline.cli;

import io.leadline.event.HookName;
import io.leadline.receive.Came;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts what came of the requests of the quarantine, and says it. */
final class ReleaseTally implements Consumer<Came> {
  private final Map<Object, Staying> staying = new LinkedHashMap<>();
  private int released;
  private int fresh;
  private int duplicates;
  private int wouldPass;
  private int gone;

  /** For one reason; the sentence is the last one's. */
  private record Staying(Came.Stays example, int requests) {
    Staying and(Staying next) {
      return new Staying(next.example, requests + next.requests);
    }
  }

  @Override
  public void accept(Came came) {
    if (came instanceof Came.Released it) {
      released++;
      fresh += it.fresh();
      duplicates += it.duplicates();
    } else if (came instanceof Came.Stays it) {
      Object reason = List.of(it.hook(), QuarantineGroup.alike(it.why()));
      staying.merge(reason, new Staying(it, 1), Staying::and);
    } else if (came instanceof Came.WouldPass) {
      wouldPass++;
    } else {
      gone++;
    }
  }

  boolean isDone() {
    return staying.isEmpty();
  }

  List<String> done(@Nullable HookName hook) {
    if (isNothing()) {
      return List.of(QuarantineTexts.nothing(hook));
    }
    var lines = new ArrayList<String>();
    lines.add(
        "released %s: %s, %s"
            .formatted(
                QuarantineTexts.requests(released),
                count(fresh, "new event"),
                count(duplicates, "duplicate")));
    if (fresh > 0) {
      lines.add("a running server takes them up; while none runs, they wait for one");
    }
    lines.addAll(stays(" stay", " stays"));
    return lines;
  }

  List<String> plan(@Nullable HookName hook) {
    if (isNothing()) {
      return List.of(QuarantineTexts.nothing(hook));
    }
    var lines = new ArrayList<String>();
    lines.add("would release " + QuarantineTexts.requests(wouldPass));
    lines.addAll(stays(" would stay", " would stay"));
    lines.add("nothing was changed; without --dry-run they are released");
    return lines;
  }

  private boolean isNothing() {
    return released + wouldPass + gone == 0 && staying.isEmpty();
  }

  private List<String> stays(String many, String one) {
    var lines = new ArrayList<String>();
    int all = staying.values().stream().mapToInt(Staying::requests).sum();
    if (all > 0) {
      lines.add(QuarantineTexts.requests(all) + (all == 1 ? one : many) + ":");
    }
    staying.values().forEach(each -> lines.add(line(each)));
    if (gone > 0) {
      lines.add(
          QuarantineTexts.requests(gone) + " left the quarantine meanwhile: dropped, or released");
    }
    return lines;
  }

  private static String line(Staying each) {
    return "%8d  %-16s %s"
        .formatted(each.requests(), each.example().hook(), Printable.line(each.example().why()));
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
