package io.leadline.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;

/** A sandbox for each test, on a port of its own, at a time that stands still. */
abstract class SandboxTest {
  static final Instant NOW = Instant.parse("2026-01-18T18:17:02Z");

  private SandboxCrm sandbox = start(SandboxSettings.demo());
  private Client client = new Client(sandbox);

  final SandboxCrm sandbox() {
    return sandbox;
  }

  final Client client() {
    return client;
  }

  /** Starts anew with other settings. */
  final void restart(SandboxSettings settings) {
    sandbox.close();
    sandbox = start(settings);
    client = new Client(sandbox);
  }

  private static SandboxCrm start(SandboxSettings settings) {
    return SandboxCrm.start(settings, Clock.fixed(NOW, ZoneOffset.UTC), new Random(7), 0);
  }

  @AfterEach
  void close() {
    sandbox.close();
  }
}
