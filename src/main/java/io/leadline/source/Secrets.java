package io.leadline.source;

import java.util.List;

/** The secrets of a hook that are valid now: one, or two while one replaces the other. */
public record Secrets(List<String> values) {
  public static final Secrets NONE = new Secrets(List.of());

  public Secrets {
    values = List.copyOf(values);
  }

  /** Reads {@code <HOOK>_SECRET}: values separated by white space. */
  public static Secrets of(String text) {
    return new Secrets(text.isBlank() ? List.of() : List.of(text.strip().split("\\s+")));
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  @Override
  public String toString() {
    return values.isEmpty() ? "not set" : "set";
  }
}
