package io.leadline.telemetry;

/** Whether a hook can tell who calls it. */
public enum HookSecret {
  SET,
  /** It takes nothing until it is set. */
  MISSING,
  /** Its route file says {@code verify: none}: whoever knows the address is believed. */
  NOT_WANTED
}
