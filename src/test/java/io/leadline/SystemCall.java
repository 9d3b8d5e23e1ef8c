package io.leadline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One system call of a trace.
 *
 * @param file what it was about, as {@code socket:[123]} or a path
 * @param data the rest of its line
 */
record SystemCall(String name, String file, String data) {
  private static final Pattern WHOLE = Pattern.compile("(\\d+) +(\\w+)\\(\\d+<([^>]*)>(.*)");
  private static final Pattern REST = Pattern.compile("(\\d+) +<\\.\\.\\. (\\w+) resumed>(.*)");
  private static final String CUT = " <unfinished ...>";

  /**
   * Reads a trace. What reads or flushes stands where it ended, what writes where it began: between
   * the two lines of a call that was interrupted anything may have happened.
   */
  static List<SystemCall> read(Path trace) throws IOException {
    var calls = new ArrayList<SystemCall>();
    Map<String, SystemCall> begun = new HashMap<>();
    for (String line : Files.readAllLines(trace)) {
      Matcher whole = WHOLE.matcher(line);
      Matcher rest = REST.matcher(line);
      if (rest.matches()) {
        SystemCall call = begun.remove(rest.group(1));
        if (call != null && !call.writes()) {
          calls.add(new SystemCall(call.name, call.file, call.data + rest.group(3)));
        }
      } else if (whole.matches()) {
        var call = new SystemCall(whole.group(2), whole.group(3), whole.group(4));
        boolean cut = line.endsWith(CUT);
        if (cut) {
          begun.put(whole.group(1), call);
        }
        if (!cut || call.writes()) {
          calls.add(call);
        }
      }
    }
    return calls.stream().filter(call -> !call.data.contains(") = -1 ")).toList();
  }

  boolean isOn(String part) {
    return file.contains(part);
  }

  boolean reads() {
    return name.startsWith("read") || name.startsWith("recv");
  }

  boolean flushes() {
    return name.equals("fsync") || name.equals("fdatasync");
  }

  boolean writes() {
    return !reads() && !flushes();
  }
}
