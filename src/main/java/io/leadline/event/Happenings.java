package io.leadline.event;

/** Where happenings are told. Must return at once and must not throw. */
@FunctionalInterface
public interface Happenings {
  Happenings NOBODY = happening -> {};

  void tell(Happening happening);
}
