package io.leadline.mapping;

/** What a call may grow to, whatever a file or a submission holds. */
final class Limits {
  /** Characters of one text. */
  static final int TEXT = 32_768;

  /** Items of one list. */
  static final int LIST = 1_000;

  /** Bytes of one call's body as JSON. */
  static final int BODY = 256 * 1024;

  /** Characters of one path. */
  static final int PATH = 1_000;

  /** Characters of the paths to all values of a submission, together. */
  static final int PATHS = 100_000_000;

  /** The same, once for each path of a mapping that looks through all of it: some ten seconds. */
  static final int PATHS_OF_MAPPING = 300_000_000;

  /** Paths, functions and conditions of one mapping file. */
  static final int EXPRESSIONS = 2_000;

  /** Characters that a function may make of all items of a list. */
  static final int TEXTS = 4_000_000;

  /** Characters that the functions of one mapping may be given by one event: a second or two. */
  static final int WORK = 200_000_000;

  /** Items that a list may have while it is gathered. */
  static final int GATHERED = 100_000;

  /** Profiles of one mapping. */
  static final int PROFILES = 50;

  private Limits() {}
}
