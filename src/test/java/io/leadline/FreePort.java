package io.leadline;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/**
 * Ports for who leaves one and comes back to it. Below those that Linux gives out by itself: such a
 * one is anybody's as soon as it is left.
 */
final class FreePort {
  private static final int LOWEST = 15_000;
  private static final int BEYOND = 32_768;
  private static final int TRIES = 1_000;
  private static final RandomGenerator RANDOM = RandomGenerator.getDefault();

  private FreePort() {}

  static int any() {
    for (int tries = 0; tries < TRIES; tries++) {
      int port = RANDOM.nextInt(LOWEST, BEYOND);
      if (isFree(port)) {
        return port;
      }
    }
    throw new AssertionError("no port from %d to %d is free".formatted(LOWEST, BEYOND - 1));
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
