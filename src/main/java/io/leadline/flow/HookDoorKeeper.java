package io.leadline.flow;

import io.leadline.receive.Gate;
import io.leadline.receive.Hooks;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.StartupListener;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/**
 * Opens the gate when every route runs, and closes it before anything stops. Refuses the start when
 * a hook has no route.
 */
public final class HookDoorKeeper
    implements CamelContextConfiguration, ApplicationListener<ContextClosedEvent>, Ordered {
  private static final Duration TO_ANSWER = Duration.ofSeconds(20);

  private final Gate gate;
  private final Hooks hooks;
  private final Duration drain;

  /**
   * @param drain how long hooks are answered 503 before anything stops, so that whoever spreads the
   *     load sees that this instance is going
   */
  public HookDoorKeeper(Gate gate, Hooks hooks, Duration drain) {
    this.gate = gate;
    this.hooks = hooks;
    this.drain = drain;
  }

  @Override
  public void beforeApplicationStart(CamelContext camel) {
    failAtOnce(camel);
    try {
      camel.addStartupListener(new WhenRoutesRun());
    } catch (Exception e) {
      throw RuntimeCamelException.wrapRuntimeCamelException(e);
    }
  }

  /** By default a hook would wait 30 s for a stopped direct:receive, longer than senders do. */
  private static void failAtOnce(CamelContext camel) {
    camel.getComponent("direct", DirectComponent.class).setBlock(false);
  }

  @Override
  public void afterApplicationStart(CamelContext camel) {
    // The routes may not run yet here: the startup listener knows when they do.
  }

  private final class WhenRoutesRun implements StartupListener {
    @Override
    public void onCamelContextStarted(CamelContext camel, boolean alreadyStarted) {
      // Too early in spite of its name: the routes' consumers start after this, and until then a
      // hook has no address.
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext camel, boolean alreadyStarted) {
      open(camel);
    }
  }

  private void open(CamelContext camel) {
    requireRoutes(camel);
    gate.open();
  }

  /** Comes before anything is stopped; what is in hand is finished meanwhile. */
  @Override
  public void onApplicationEvent(ContextClosedEvent closing) {
    if (gate.isOpen()) {
      gate.close();
      drain();
    }
  }

  /** Before all others: the executor that answers refuses work from this event on. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  private void drain() {
    try {
      Thread.sleep(drain.toMillis());
      gate.awaitEmpty(TO_ANSWER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void requireRoutes(CamelContext camel) {
    var missing = hooksWithoutRoute(camel);
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "hooks without a route: "
              + String.join(", ", missing)
              + ". Camel must load the folder that leadline.routes names"
              + " (camel.main.routes-include-pattern)");
    }
  }

  private List<String> hooksWithoutRoute(CamelContext camel) {
    var served = servedPaths(camel);
    return hooks.all().stream()
        .map(hook -> hook.name().value())
        .filter(name -> !served.contains("/hooks/" + name))
        .toList();
  }

  private static Set<String> servedPaths(CamelContext camel) {
    return camel.getRoutes().stream()
        .map(Route::getEndpoint)
        .filter(PlatformHttpEndpoint.class::isInstance)
        .map(endpoint -> "/" + ((PlatformHttpEndpoint) endpoint).getPath().replaceFirst("^/+", ""))
        .collect(Collectors.toSet());
  }
}
