package io.leadline.crm;

/** What becomes of a profile that may have been added already. */
public enum UnknownProfile {
  /** It is made again, and counted: there may be two. */
  REPEAT,
  /** Its event waits for a person. */
  HOLD
}
