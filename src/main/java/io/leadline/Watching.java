package io.leadline;

import io.leadline.crash.Crash;
import io.leadline.deliver.AskSender;
import io.leadline.deliver.ConnectionGate;
import io.leadline.deliver.LiveMappings;
import io.leadline.event.ConnectionName;
import io.leadline.event.Happenings;
import io.leadline.event.HookName;
import io.leadline.flow.WakeUp;
import io.leadline.journal.Journal;
import io.leadline.journal.LowSpace;
import io.leadline.journal.Pause;
import io.leadline.mapping.MappingSet;
import io.leadline.mapping.MappingTexts;
import io.leadline.mapping.yaml.Problem;
import io.leadline.receive.Hook;
import io.leadline.receive.Hooks;
import io.leadline.telemetry.Broadcast;
import io.leadline.telemetry.ConnectionsHealth;
import io.leadline.telemetry.HappeningLog;
import io.leadline.telemetry.HappeningMeters;
import io.leadline.telemetry.HookSecret;
import io.leadline.telemetry.HooksHealth;
import io.leadline.telemetry.JournalGauges;
import io.leadline.telemetry.JournalHealth;
import io.leadline.telemetry.LedgerEndpoint;
import io.leadline.telemetry.MappingsHealth;
import io.leadline.telemetry.RoutesHealth;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What operators watch: happenings told to log and meters, health, gauges, the ledger. */
@Configuration(proxyBeanMethods = false)
class Watching {

  @Bean
  Happenings happenings(
      MeterRegistry registry, Startup startup, Hooks hooks, WakeUp wakeUp, Crash crash) {
    var told =
        new Broadcast(
            wakeUp,
            new HappeningLog(),
            new HappeningMeters(registry, hook -> hooks.find(hook).isPresent()));
    return crash.around(told, startup.connections().size());
  }

  @Bean
  JournalGauges journalGauges(
      MeterRegistry registry,
      Clock clock,
      Startup startup,
      Journal journal,
      ConnectionGates gates) {
    return new JournalGauges(
        registry,
        clock,
        startup.connections().keySet(),
        () -> journal.backlog(clock.instant()),
        journal::ledger,
        pauses(gates));
  }

  @Bean
  LedgerEndpoint ledgerEndpoint(Journal journal) {
    return new LedgerEndpoint(journal::ledger);
  }

  @Bean
  HealthIndicator journalHealthIndicator(Journal journal, Clock clock) {
    return new JournalHealth(
        journal::probe, () -> journal.lowSpace().map(LowSpace::sentence), clock);
  }

  @Bean
  HealthIndicator connectionsHealthIndicator(
      Startup startup, ConnectionGates gates, Journal journal, Clock clock) {
    return new ConnectionsHealth(
        startup.connections().keySet(), pauses(gates), () -> journal.backlog(clock.instant()));
  }

  @Bean
  HealthIndicator mappingsHealthIndicator(LiveMappings mappings, Startup startup) {
    return new MappingsHealth(() -> inUse(mappings, startup.connections().keySet()));
  }

  @Bean
  HealthIndicator hooksHealthIndicator(Hooks hooks, AskSender sender) {
    Map<HookName, HookSecret> secrets =
        hooks.all().stream().collect(Collectors.toMap(Hook::name, Watching::secretOf));
    return new HooksHealth(() -> secrets, sender::troubleOf);
  }

  private static HookSecret secretOf(Hook hook) {
    if (hook.isOpen()) {
      return HookSecret.NOT_WANTED;
    }
    return hook.lacksSecret() ? HookSecret.MISSING : HookSecret.SET;
  }

  @Bean
  HealthIndicator routesHealthIndicator(CamelContext camel) {
    return new RoutesHealth(() -> defined(camel), () -> running(camel));
  }

  private static Supplier<Map<ConnectionName, Pause>> pauses(ConnectionGates gates) {
    return () ->
        gates.all().stream()
            .filter(gate -> gate.paused().isPresent())
            .collect(Collectors.toMap(ConnectionGate::name, gate -> gate.paused().orElseThrow()));
  }

  private static MappingsHealth.InUse inUse(
      LiveMappings mappings, Collection<ConnectionName> connections) {
    List<String> problems = mappings.problems().stream().map(Problem::toString).toList();
    Optional<MappingSet> set =
        connections.stream().flatMap(name -> mappings.of(name).stream()).findFirst();
    return new MappingsHealth.InUse(
        set.map(MappingSet::hash).orElse(null),
        mappings.texts().map(MappingTexts::hash).orElse(null),
        set.map(MappingSet::size).orElse(0),
        problems);
  }

  private static List<String> defined(CamelContext camel) {
    return ((ModelCamelContext) camel)
        .getRouteDefinitions().stream().map(RouteDefinition::getRouteId).toList();
  }

  private static List<String> running(CamelContext camel) {
    return camel.getRoutes().stream()
        .map(route -> route.getRouteId())
        .filter(id -> camel.getRouteController().getRouteStatus(id).isStarted())
        .toList();
  }
}
