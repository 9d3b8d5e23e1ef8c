package io.leadline.crash;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a crash would hurt most. The names are fixed: proofs and scripts say them. */
public enum CrashPoint {
  /** A webhook's rows are written, and not yet committed. */
  APPEND_BEFORE_COMMIT,
  /** A webhook is on disk, and its sender has no answer yet. */
  APPEND_BEFORE_ANSWER,
  /** The sender was asked and the calls are made, and nothing of it is committed. */
  PREPARE_BEFORE_COMMIT,
  /** The CRM took createContact, and the journal does not know. */
  CONTACT_BEFORE_RECORD,
  /** The CRM took addProfileToContact, and the journal does not know. */
  PROFILE_BEFORE_RECORD,
  /** A step of a replay of many events is done, and others are not. */
  REPLAY_MIDWAY,
  /** A changed mapping set has come into force a moment ago. */
  MAPPING_SWAP,
  /** One statement of a migration has run, and its transaction is open. */
  MIGRATION;

  /** As it is written: {@code append-before-commit}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<CrashPoint> of(String word) {
    return Arrays.stream(values()).filter(point -> point.word().equals(word)).findFirst();
  }

  static String allWords() {
    return Arrays.stream(values()).map(CrashPoint::word).collect(Collectors.joining(", "));
  }
}
