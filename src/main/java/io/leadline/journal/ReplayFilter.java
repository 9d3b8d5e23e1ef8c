package io.leadline.journal;

import io.leadline.event.ConnectionName;
import io.leadline.event.HookName;
import io.leadline.event.ReasonCode;
import io.leadline.event.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which settled events a replay is about; null means any.
 *
 * @param states of {@link #REPLAYABLE}, at least one
 * @param since only events received at or after it
 * @param before only events received before it
 * @param text looked for in the reason's sentence, the sender's key and the id, in either case;
 *     never in bodies
 */
public record ReplayFilter(
    Set<State> states,
    @Nullable HookName hook,
    @Nullable ConnectionName connection,
    @Nullable ReasonCode reason,
    @Nullable Instant since,
    @Nullable Instant before,
    @Nullable String text) {

  /** The states that a replay leads out of. */
  public static final Set<State> REPLAYABLE = Set.copyOf(EnumSet.of(State.DEAD, State.IGNORED));

  public ReplayFilter {
    states = Set.copyOf(states);
    if (states.isEmpty() || !REPLAYABLE.containsAll(states)) {
      throw new IllegalArgumentException(
          "only DEAD and IGNORED events are replayed, and these were asked for: " + states);
    }
  }

  /** In the words that it is asked with. */
  public String words() {
    var words = new ArrayList<String>();
    words.add("state " + stateNames());
    add(words, "hook ", hook);
    add(words, "connection ", connection);
    add(words, "reason ", reason == null ? null : reason.code());
    add(words, "since ", since);
    add(words, "before ", before);
    add(words, "text ", text == null ? null : "\"" + text + "\"");
    return String.join(", ", words);
  }

  private String stateNames() {
    return states.stream()
        .sorted()
        .map(state -> state.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" or "));
  }

  private static void add(List<String> words, String name, @Nullable Object value) {
    if (value != null) {
      words.add(name + value);
    }
  }
}
