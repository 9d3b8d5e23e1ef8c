package io.leadline.journal.jdbc;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * How the journal is kept.
 *
 * @param url a JDBC URL; {@value #DEFAULT_URL} by default
 * @param readers threads that read. Defaults to 3
 * @param queue how many changes may wait for the writer before more are refused. Defaults to 1024
 * @param batch how many changes share one commit at most. Defaults to 256
 * @param patience how long a caller waits for an answer. Defaults to 20 seconds
 * @param lease how long a claim of a lane stands without being prolonged. Defaults to 60 seconds
 * @param node who this process is among those that share a PostgreSQL journal. Defaults to the
 *     host's name; a name that is taken by a running process gets a number
 * @param quarantine what is kept of requests that did not verify
 * @param reserve bytes of its disk that are left free. Defaults to none
 */
public record JournalSettings(
    String url,
    int readers,
    int queue,
    int batch,
    Duration patience,
    Duration lease,
    String node,
    QuarantineLimits quarantine,
    long reserve) {

  public static final String DEFAULT_URL = "jdbc:sqlite:data/leadline.db";
  private static final Duration LEASE = Duration.ofSeconds(60);

  public JournalSettings {
    atLeastOne("readers", readers);
    atLeastOne("queue", queue);
    atLeastOne("batch", batch);
    longerThanNothing("patience", patience);
    longerThanNothing("lease", lease);
    if (node.isBlank()) {
      throw new IllegalArgumentException("the node has no name (set NODE_NAME)");
    }
  }

  /** The default lease, node and reserve. */
  public JournalSettings(
      String url,
      int readers,
      int queue,
      int batch,
      Duration patience,
      QuarantineLimits quarantine) {
    this(url, readers, queue, batch, patience, LEASE, hostName(), quarantine, 0);
  }

  /** All defaults but the URL. */
  public static JournalSettings of(String url) {
    return new JournalSettings(url, 3, 1024, 256, Duration.ofSeconds(20), QuarantineLimits.DEFAULT);
  }

  /** The same, with so many bytes of the disk left free. */
  public JournalSettings withReserve(long bytes) {
    return new JournalSettings(
        url, readers, queue, batch, patience, lease, node, quarantine, bytes);
  }

  /** The same, with claims that stand so long without being prolonged. */
  public JournalSettings withLease(Duration time) {
    return new JournalSettings(
        url, readers, queue, batch, patience, time, node, quarantine, reserve);
  }

  /** The same, under this name. */
  public JournalSettings withNode(String name) {
    return new JournalSettings(
        url, readers, queue, batch, patience, lease, name, quarantine, reserve);
  }

  /** The name is for telling nodes apart only: any will do where the host has none. */
  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "node";
    }
  }

  private static void longerThanNothing(String name, Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException(
          "journal %s is %s (must be longer than nothing, as 20s)".formatted(name, time));
    }
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("journal " + name + " is " + value + " (at least 1)");
    }
  }

  /**
   * The oldest go first when any limit is passed.
   *
   * @param requests how many are kept. Defaults to 1000
   * @param bytes of their bodies and headers together. Defaults to 64 MiB
   * @param age since they were received. Defaults to 7 days
   */
  public record QuarantineLimits(int requests, long bytes, Duration age) {
    public static final QuarantineLimits DEFAULT =
        new QuarantineLimits(1000, 64L * 1024 * 1024, Duration.ofDays(7));

    public QuarantineLimits {
      if (requests < 0 || bytes < 0 || age.isNegative()) {
        throw new IllegalArgumentException(
            "quarantine limits are %d requests, %d bytes, %s (none may be negative)"
                .formatted(requests, bytes, age));
      }
    }
  }
}
