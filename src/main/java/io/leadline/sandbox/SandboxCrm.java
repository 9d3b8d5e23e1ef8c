package io.leadline.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A CRM that is not there: the two documented calls (crm-api/createContact,
 * crm-api/addProfileToContact) over real HTTP, HubSpot's read of a contact (sources.md §2b), faults
 * on request, and a page at {@link #rootUrl()} that shows what it holds.
 *
 * <p>Everything it holds is in memory. All of it may be used from many threads. The same can be had
 * over HTTP:
 *
 * <pre>
 * GET    /                              the page
 * GET    /sandbox/contacts[?email=]     contacts with their profiles
 * GET    /sandbox/calls[?since=seq]     calls in order, newer than seq
 * GET    /sandbox/summary               counts
 * GET    /sandbox/faults                faults in force
 * POST   /sandbox/faults                {kind, call, times, probability, delay_ms, status,
 *                                        retry_after, retry_after_as, per_second, after_commit,
 *                                        message}: all but kind may be left out
 * POST   /sandbox/faults/release        let held calls go on
 * DELETE /sandbox/faults[/id]           lift faults
 * PUT    /sandbox/hubspot/contacts/{id} {properties}; DELETE removes it
 * GET    /sandbox/hubspot               counts of reads
 * DELETE /sandbox                       forget everything but the settings
 * </pre>
 */
public final class SandboxCrm implements AutoCloseable {
  private final HttpServer server;
  private final @Nullable ExecutorService ownThreads;
  private final String rootUrl;
  private final Gate gate = new Gate();
  private final Faults faults;
  private final Records records;
  private final CallLog log;
  private final HubspotContacts hubspot = new HubspotContacts();

  private SandboxCrm(
      SandboxSettings settings,
      Clock clock,
      RandomGenerator random,
      HttpServer server,
      @Nullable ExecutorService ownThreads) {
    var chance = new Chance(random);
    this.server = server;
    this.ownThreads = ownThreads;
    this.rootUrl = "http://%s:%d".formatted(reachable(settings), server.getAddress().getPort());
    this.faults = new Faults(clock, chance, gate);
    this.records = new Records(clock, chance);
    this.log = new CallLog(clock, settings.keptCalls());
    serve(settings, clock);
  }

  /**
   * Starts on threads of its own, as many as there are calls at once.
   *
   * @param clock for the times shown, the rate limit and {@code Retry-After} dates; delays take
   *     real time
   * @param random for ids and the probability of faults
   * @param port 0 for any free one; {@link #rootUrl()} tells which
   * @throws UncheckedIOException if the port cannot be listened on
   */
  public static SandboxCrm start(
      SandboxSettings settings, Clock clock, RandomGenerator random, int port) {
    var threads = Executors.newCachedThreadPool(SandboxCrm::thread);
    try {
      return start(settings, clock, random, port, threads, threads);
    } catch (RuntimeException unable) {
      threads.shutdownNow();
      throw unable;
    }
  }

  /**
   * Starts on these threads, which stay the caller's. There must be more of them than calls that
   * are held at once, or the control API waits with them.
   */
  public static SandboxCrm start(
      SandboxSettings settings, Clock clock, RandomGenerator random, int port, Executor threads) {
    return start(settings, clock, random, port, threads, null);
  }

  private static SandboxCrm start(
      SandboxSettings settings,
      Clock clock,
      RandomGenerator random,
      int port,
      Executor threads,
      @Nullable ExecutorService ownThreads) {
    var server = listen(settings.host(), port);
    server.setExecutor(threads);
    var sandbox = new SandboxCrm(settings, clock, random, server, ownThreads);
    server.start();
    return sandbox;
  }

  private static HttpServer listen(String host, int port) {
    // Without it the JDK's server waits for a delayed ACK, 40 ms, between headers and body. It is
    // read once per process, and only by this server.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
    try {
      return HttpServer.create(new InetSocketAddress(host, port), 0);
    } catch (IOException unable) {
      throw new UncheckedIOException(
          "the sandbox CRM cannot listen on %s:%d (is the port taken? 0 takes any free one)"
              .formatted(host, port),
          unable);
    }
  }

  private static final AtomicInteger THREADS = new AtomicInteger();

  private static Thread thread(Runnable work) {
    var thread = new Thread(work, "sandbox-crm-" + THREADS.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  private static String reachable(SandboxSettings settings) {
    return settings.host().equals("0.0.0.0") ? "127.0.0.1" : settings.host();
  }

  private void serve(SandboxSettings settings, Clock clock) {
    var replies = new FaultReplies(clock, settings.errorStatus());
    var crm = new Crm(settings, records);
    var runner = new CallRunner(crm, faults, gate, replies, log);
    var hubspotRead = new HubspotEndpoint(hubspot, faults, gate, replies, settings.hubspotToken());
    var calls = new CrmEndpoint(crm, log, runner, settings.maxBodyBytes());
    server.createContext(CrmEndpoint.BASE + "/", new Guarded(calls));
    server.createContext(HubspotEndpoint.PATH, new Guarded(hubspotRead));
    server.createContext("/sandbox", new Guarded(new ControlEndpoint(this)));
    server.createContext("/", new Guarded(new PageEndpoint(this, clock)));
  }

  /** The root, without a slash at its end: the page, and HubSpot's base address. */
  public String rootUrl() {
    return rootUrl;
  }

  /** The base of the two calls, up to and including {@code /apis/public}: {@code CRM_BASE_URL}. */
  public String baseUrl() {
    return rootUrl + CrmEndpoint.BASE;
  }

  /** The faults in force. */
  public Faults faults() {
    return faults;
  }

  /** What HubSpot's read answers with. */
  public HubspotContacts hubspot() {
    return hubspot;
  }

  /** All contacts, in the order in which they were first stored. */
  public List<Contact> contacts() {
    return records.contacts();
  }

  /** The calls that are still kept, in order of arrival. */
  public List<CallRecord> calls() {
    return calls(0);
  }

  /** The calls that are still kept and came after the one with this seq, in order of arrival. */
  public List<CallRecord> calls(long since) {
    return log.since(since);
  }

  /** The counts. */
  public Summary summary() {
    return log.summary(records.counts(), hubspot.reads());
  }

  List<Contact> newestContacts(int count) {
    return records.newest(count);
  }

  List<CallRecord> newestCalls(int count) {
    return log.newest(count);
  }

  /**
   * Forgets everything but the settings: contacts, calls, faults, HubSpot's contacts. Calls that
   * are held lose their connection and store nothing.
   */
  public void forget() {
    gate.drop();
    faults.clear();
    records.forget();
    log.forget();
    hubspot.forget();
  }

  /** Lets go of held calls without an answer, stops listening, and ends its own threads. */
  @Override
  public void close() {
    gate.close();
    server.stop(0);
    if (ownThreads != null) {
      ownThreads.shutdownNow();
    }
  }
}
