package io.leadline.settings;

import io.leadline.deliver.DeliverSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the environment says, but for the CRM's credentials and the hooks' secrets, which their own
 * features read.
 *
 * @param port {@code SERVER_PORT}; 0 for any that is free. Default 8080
 * @param journalUrl {@code JOURNAL_URL}. Default {@code jdbc:sqlite:data/leadline.db}
 * @param nodeName {@code NODE_NAME}: who this is among the servers of one PostgreSQL journal; empty
 *     for the host's name
 * @param claimLease {@code CLAIM_LEASE}: how long a lane stays with a server that is not heard of.
 *     Default 60 s
 * @param routes {@code ROUTES_DIR}. Default {@code routes}
 * @param mappings {@code MAPPINGS_DIR}. Default {@code mappings}
 * @param mappingsFrom {@code MAPPINGS_FROM}: that folder, or what was published in the journal.
 *     Default {@code folder}
 * @param publicUrl {@code PUBLIC_URL}: how form tools reach us, without a slash at its end
 * @param adminPassword {@code ADMIN_PASSWORD}; without it all but hooks and probes is off
 * @param deadLetterUri {@code DEAD_LETTER_URI}: a Camel endpoint. Default a log line of ids and
 *     reason
 * @param bodyLimit {@code BODY_LIMIT}: the most bytes of a request. Default 1 MiB
 * @param drain {@code STOP_DRAIN}: how long hooks are answered 503 before anything stops. Default 5
 *     s
 * @param diskReserve {@code DISK_RESERVE}: bytes of the journal's disk that are left free. Default
 *     64 MiB
 * @param coveredWindow {@code COVERED_WINDOW}: how long a call covers an equal one of the same
 *     person; 0 for never. Default 10 min
 * @param replayRate {@code REPLAY_RATE}: events that a replay run sends back in a second, unless it
 *     says so itself. Default 100
 */
public record Settings(
    int port,
    String journalUrl,
    String nodeName,
    Duration claimLease,
    Path routes,
    Path mappings,
    MappingsFrom mappingsFrom,
    @Nullable String publicUrl,
    @Nullable String adminPassword,
    String deadLetterUri,
    int bodyLimit,
    Duration drain,
    int diskReserve,
    Duration coveredWindow,
    int replayRate,
    DeliverSettings deliver) {

  public static final String DEFAULT_JOURNAL = "jdbc:sqlite:data/leadline.db";
  public static final String DEFAULT_DEAD_LETTER =
      "log:io.leadline.dead-letter?level=WARN&showAll=false&showBody=true&showBodyType=false"
          + "&showExchangePattern=false&maxChars=4000";

  /**
   * Reads the environment.
   *
   * @throws UnfitSettings with everything that is wrong
   */
  public static Settings read(Map<String, String> environment) {
    var given = new Environment(environment);
    var settings =
        new Settings(
            given.number("SERVER_PORT", 8080, 0, 65535),
            given.text("JOURNAL_URL", DEFAULT_JOURNAL),
            given.text("NODE_NAME", ""),
            given.duration("CLAIM_LEASE", Duration.ofSeconds(60)),
            Path.of(given.text("ROUTES_DIR", "routes")),
            Path.of(given.text("MAPPINGS_DIR", "mappings")),
            mappingsFrom(given),
            given.address("PUBLIC_URL", Settings::webAddress),
            given.secret("ADMIN_PASSWORD"),
            given.text("DEAD_LETTER_URI", DEFAULT_DEAD_LETTER),
            given.number("BODY_LIMIT", 1 << 20, 1, 64 << 20),
            given.duration("STOP_DRAIN", Duration.ofSeconds(5)),
            given.number("DISK_RESERVE", 64 << 20, 0, Integer.MAX_VALUE),
            given.duration("COVERED_WINDOW", Duration.ofMinutes(10)),
            given.number("REPLAY_RATE", 100, 1, 10_000),
            deliver(given));
    settings.compareLeaseWithCalls(given);
    given.refuseIfUnfit();
    return settings;
  }

  /** A lane that is free again while a call for it is on its way would be worked by two. */
  private void compareLeaseWithCalls(Environment given) {
    Duration least = deliver.callTimeLimit().multipliedBy(2);
    if (claimLease.compareTo(least) < 0) {
      given.complain(
          "CLAIM_LEASE is "
              + claimLease
              + ", less than twice CALL_TIME_LIMIT, "
              + deliver.callTimeLimit()
              + ": raise it to "
              + least
              + " at least, or lower the other");
    }
  }

  /** {@code JOURNAL_URL} alone, for what needs nothing else. */
  public static String journalUrl(Map<String, String> environment) {
    return new Environment(environment).text("JOURNAL_URL", DEFAULT_JOURNAL);
  }

  /** {@code ROUTES_DIR} alone, likewise. */
  public static Path routes(Map<String, String> environment) {
    return Path.of(new Environment(environment).text("ROUTES_DIR", "routes"));
  }

  /** {@code MAPPINGS_DIR} alone, likewise. */
  public static Path mappings(Map<String, String> environment) {
    return Path.of(new Environment(environment).text("MAPPINGS_DIR", "mappings"));
  }

  /**
   * {@code MAPPINGS_FROM} alone, likewise.
   *
   * @throws UnfitSettings where it is neither folder nor journal
   */
  public static MappingsFrom mappingsFrom(Map<String, String> environment) {
    var given = new Environment(environment);
    MappingsFrom from = mappingsFrom(given);
    given.refuseIfUnfit();
    return from;
  }

  private static MappingsFrom mappingsFrom(Environment given) {
    return given.word("MAPPINGS_FROM", "folder", MappingsFrom::of);
  }

  /**
   * {@code PUBLIC_URL} alone, likewise.
   *
   * @throws UnfitSettings where it is no address
   */
  public static @Nullable String publicUrl(Map<String, String> environment) {
    var given = new Environment(environment);
    String address = given.address("PUBLIC_URL", Settings::webAddress);
    given.refuseIfUnfit();
    return address;
  }

  /** Whether dead letters go to a log, which must hold ids and reasons only. */
  public boolean deadLettersToLog() {
    return deadLetterUri.startsWith("log:");
  }

  private static DeliverSettings deliver(Environment given) {
    DeliverSettings usual = DeliverSettings.DEFAULT;
    var first = given.duration("RETRY_FIRST", usual.firstRetry());
    var longest = given.duration("RETRY_LONGEST", usual.longestRetry());
    var giveUp = given.duration("RETRY_GIVE_UP_AFTER", usual.giveUpAfter());
    var believed = given.duration("RETRY_AFTER_LONGEST", usual.longestRetryAfter());
    int failures = given.number("CRM_FAILURES_BEFORE_PAUSE", usual.failuresBeforePause(), 1, 1000);
    int rejections =
        given.number("CRM_REJECTIONS_BEFORE_PAUSE", usual.rejectionsBeforePause(), 0, 10_000);
    var timeLimit = given.duration("CALL_TIME_LIMIT", usual.callTimeLimit());
    if (timeLimit.isZero()) {
      given.complain("CALL_TIME_LIMIT is 0: it must be longer than nothing");
      return usual;
    }
    if (first.isZero()) {
      given.complain("RETRY_FIRST is 0: it must be longer than nothing");
      return usual;
    }
    if (first.compareTo(longest) > 0) {
      given.complain(
          "RETRY_FIRST is "
              + first
              + ", later than RETRY_LONGEST, "
              + longest
              + ": lower the first");
      return usual;
    }
    return new DeliverSettings(first, longest, giveUp, believed, failures, rejections, timeLimit);
  }

  private static String webAddress(String text) {
    String address = text.strip().replaceAll("/+$", "");
    if (!isWebAddress(address)) {
      throw new IllegalArgumentException(
          "it must be a whole address without login, query and fragment, as"
              + " https://hooks.example.com");
    }
    return address;
  }

  private static boolean isWebAddress(String address) {
    try {
      return isWebAddress(new URI(address));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isWebAddress(URI uri) {
    return uri.getHost() != null
        && Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
        && uri.getRawUserInfo() == null
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }

  /** Secrets are said to be set or not, never shown. */
  @Override
  public String toString() {
    return "journal "
        + journalUrl.replaceAll("(?i)(password=)[^&]*", "$1…")
        + ", routes "
        + routes
        + ", mappings "
        + (mappingsFrom == MappingsFrom.JOURNAL ? "from the journal" : mappings)
        + ", admin password "
        + (adminPassword == null ? "not set" : "set");
  }
}
