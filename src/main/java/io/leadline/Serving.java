package io.leadline;

import io.leadline.crm.Connection;
import io.leadline.settings.UnfitSettings;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.MapPropertySource;

/** Serves until it is told to stop. What cannot work is said before anything starts. */
final class Serving {
  /** Dead letters may go over HTTP as well, and a connection that is closing still counts. */
  private static final int OTHERS_AT_ONCE = 8;

  private final PrintWriter err;

  Serving(PrintWriter err) {
    this.err = err;
  }

  /** Gives the exit code: 0 where it was stopped, 2 where it refused to start. */
  int run(Map<String, String> environment) {
    try {
      Startup startup = Startup.read(environment);
      startup.hooks().all().forEach(hook -> hook.warnings().forEach(this::say));
      awaitStop(start(startup));
      return 0;
    } catch (UnfitSettings e) {
      say(e.getMessage());
      return 2;
    } catch (RuntimeException e) {
      say(rootOf(e));
      return 2;
    }
  }

  /** Starts the server; it takes requests when this returns. */
  static ConfigurableApplicationContext start(Startup startup) {
    return new SpringApplicationBuilder(Wiring.class)
        .bannerMode(Banner.Mode.OFF)
        .logStartupInfo(false)
        .registerShutdownHook(true)
        .initializers(context -> prepare(context, startup))
        .run();
  }

  private static void prepare(ConfigurableApplicationContext context, Startup startup) {
    context.getBeanFactory().registerSingleton("startup", startup);
    // First, so that nothing of the process's own environment overrules what we were started with.
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("leadline", properties(startup)));
  }

  static Map<String, Object> properties(Startup startup) {
    var properties = new LinkedHashMap<String, Object>();
    properties.put("leadline.routes", startup.settings().routes().toAbsolutePath().toString());
    properties.put("leadline.dead-letter-uri", startup.settings().deadLetterUri());
    properties.put("server.port", startup.settings().port());
    int most = callsAtOnce(startup.connections().values());
    properties.put("camel.component.http.connections-per-route", most);
    properties.put("camel.component.http.max-total-connections", most);
    return properties;
  }

  /**
   * As many HTTP connections as may be wanted at once: who waits for one fails as if the CRM were
   * away. All accounts may share a host, and the form tools too.
   */
  static int callsAtOnce(Collection<Connection> accounts) {
    int probes = accounts.size();
    int lanes = accounts.stream().mapToInt(account -> account.budget().concurrency()).sum();
    return lanes + probes + Wiring.FETCHES_AT_ONCE + OTHERS_AT_ONCE;
  }

  private static void awaitStop(ConfigurableApplicationContext context) {
    var stopped = new CountDownLatch(1);
    context.addApplicationListener(
        event -> {
          if (event instanceof ContextClosedEvent) {
            stopped.countDown();
          }
        });
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      context.close();
    }
  }

  private void say(String message) {
    message.lines().forEach(line -> err.println("leadline: " + line));
    err.flush();
  }

  private static String rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }
}
