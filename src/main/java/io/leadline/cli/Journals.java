package io.leadline.cli;

import io.leadline.journal.Journal;
import io.leadline.settings.Settings;

/** Opens the journal that the environment names. */
final class Journals {
  private Journals() {}

  static Journal open(Program program) {
    return program.journals().open(Settings.journalUrl(program.environment()));
  }
}
