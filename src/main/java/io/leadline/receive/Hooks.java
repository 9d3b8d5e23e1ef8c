package io.leadline.receive;

import io.leadline.event.Event;
import io.leadline.event.HookName;
import io.leadline.source.Source;
import io.leadline.source.tool.Sources;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The hooks that this instance serves. Immutable. */
public final class Hooks {
  private final TreeMap<String, Hook> byName = new TreeMap<>();

  private Hooks(Collection<Hook> hooks) {
    hooks.forEach(hook -> byName.put(hook.name().value(), hook));
  }

  public static Hooks of(Collection<Hook> hooks) {
    return new Hooks(hooks);
  }

  public Optional<Hook> find(HookName name) {
    return named(name.value());
  }

  /** By name. */
  public List<Hook> all() {
    return List.copyOf(byName.values());
  }

  /**
   * The source that reads an event: as its hook has it, or as it comes where the hook is gone or
   * has another one by now.
   */
  public Optional<Source> sourceOf(Event event) {
    return find(event.hook())
        .map(Hook::source)
        .filter(source -> source.name().equals(event.source()))
        .or(() -> Sources.find(event.source()));
  }

  /** For text that a stranger sent: it may be anything. */
  Optional<Hook> named(String text) {
    return Optional.ofNullable(byName.get(text));
  }
}
