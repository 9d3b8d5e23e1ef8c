package io.leadline;

import io.leadline.crash.Crash;
import io.leadline.crm.Connection;
import io.leadline.deliver.AskSender;
import io.leadline.deliver.ClockWatch;
import io.leadline.deliver.ConnectionGate;
import io.leadline.deliver.CrmEndpoint;
import io.leadline.deliver.DeadLetters;
import io.leadline.deliver.Elapsing;
import io.leadline.deliver.KeepClaims;
import io.leadline.deliver.LiveMappings;
import io.leadline.deliver.NoteForms;
import io.leadline.deliver.PrepareReceived;
import io.leadline.deliver.SendLane;
import io.leadline.deliver.SteadyClock;
import io.leadline.deliver.WorkReplays;
import io.leadline.event.ConnectionName;
import io.leadline.event.CrmMode;
import io.leadline.event.Happenings;
import io.leadline.event.HookName;
import io.leadline.flow.AcceptWebhook;
import io.leadline.flow.BurstWork;
import io.leadline.flow.CrmOverCamel;
import io.leadline.flow.DeadLetterRoute;
import io.leadline.flow.DeadLetterWork;
import io.leadline.flow.HookDoorKeeper;
import io.leadline.flow.LaneWork;
import io.leadline.flow.ReceivedWork;
import io.leadline.flow.ReplayWork;
import io.leadline.flow.ReplyLimit;
import io.leadline.flow.SenderOverCamel;
import io.leadline.flow.WakeUp;
import io.leadline.flow.WorkComponent;
import io.leadline.journal.Journal;
import io.leadline.journal.jdbc.JournalFactory;
import io.leadline.journal.jdbc.JournalSettings;
import io.leadline.journal.jdbc.Surroundings;
import io.leadline.receive.Door;
import io.leadline.receive.DoorSettings;
import io.leadline.receive.Gate;
import io.leadline.receive.Hook;
import io.leadline.receive.Hooks;
import io.leadline.receive.NoticeReleases;
import io.leadline.receive.ReceiveWebhook;
import io.leadline.receive.Refusals;
import io.leadline.settings.Settings;
import jakarta.servlet.DispatcherType;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.ProducerTemplate;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/**
 * Puts the pieces together: the one place that knows them all. A bean's name is what routes/ calls
 * it.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = UserDetailsServiceAutoConfiguration.class)
@Import({AdminDoor.class, Watching.class})
class Wiring {
  static final int FETCHES_AT_ONCE = 4;

  /** What a shell says of a process that was killed. */
  private static final int KILLED = 137;

  @Bean
  SteadyClock clock(Startup startup) {
    return new SteadyClock(startup.wall().instant(), Elapsing.REAL);
  }

  // ── receive ────────────────────────────────────────────────────────────────────────────────────

  @Bean
  Crash crash(Startup startup) {
    return Crash.read(startup.environment(), () -> Runtime.getRuntime().halt(KILLED));
  }

  @Bean
  Journal journal(Startup startup, Crash crash, Happenings happenings, Clock clock) {
    return crash.around(
        JournalFactory.serve(
            journalSettings(startup.settings()),
            Surroundings.by(clock, startup.wall(), happenings).watchedBy(crash.watch())));
  }

  private static JournalSettings journalSettings(Settings settings) {
    JournalSettings usual =
        JournalSettings.of(settings.journalUrl())
            .withLease(settings.claimLease())
            .withReserve(settings.diskReserve());
    return settings.nodeName().isBlank() ? usual : usual.withNode(settings.nodeName());
  }

  @Bean
  KeepClaims keepClaims(Journal journal, Happenings happenings) {
    return new KeepClaims(journal, happenings);
  }

  @Bean
  ClockWatch clockWatch(
      Startup startup, SteadyClock clock, Journal journal, Happenings happenings) {
    var watch =
        new ClockWatch(
            clock, journal::now, journal, startup.settings().deliver().longestWait(), happenings);
    watch.start();
    return watch;
  }

  @Bean
  Hooks hooks(Startup startup) {
    return startup.hooks();
  }

  @Bean
  Gate gate() {
    return new Gate();
  }

  @Bean
  FilterRegistrationBean<Door> door(
      Startup startup, Gate gate, Hooks hooks, Journal journal, Happenings happenings) {
    var settings = new DoorSettings(startup.settings().publicUrl(), startup.settings().bodyLimit());
    var door = new Door(gate, hooks, settings, new Refusals(journal, happenings), startup.wall());
    var registration = new FilterRegistrationBean<>(door);
    registration.addUrlPatterns("/hooks/*");
    registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
    registration.setAsyncSupported(true);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  @Bean
  AcceptWebhook acceptWebhook(Hooks hooks, Journal journal, Happenings happenings, Clock clock) {
    return new AcceptWebhook(
        new ReceiveWebhook(
            hooks, journal, happenings, clock, System::nanoTime, new SecureRandom()));
  }

  @Bean
  NoticeReleases noticeReleases(Journal journal, Happenings happenings) {
    return new NoticeReleases(journal, happenings);
  }

  @Bean
  PortToTheEnd port() {
    return new PortToTheEnd();
  }

  @Bean
  HookDoorKeeper hookDoorKeeper(Startup startup, Gate gate, Hooks hooks) {
    return new HookDoorKeeper(gate, hooks, startup.settings().drain());
  }

  // ── prepare ────────────────────────────────────────────────────────────────────────────────────

  @Bean
  LiveMappings liveMappings(
      Startup startup,
      MappingsSource texts,
      Hooks hooks,
      Journal journal,
      Happenings happenings,
      Clock clock) {
    Map<ConnectionName, CrmMode> modes =
        startup.connections().values().stream()
            .collect(Collectors.toMap(Connection::name, Connection::mode));
    return new LiveMappings(texts.all(), modes, texts.trial(hooks), journal, happenings, clock);
  }

  @Bean
  MappingsSource mappingsSource(Startup startup, Journal journal) {
    return switch (startup.settings().mappingsFrom()) {
      case FOLDER -> MappingsSource.folder(startup.settings().mappings());
      case JOURNAL -> MappingsSource.journal(journal.mappings());
    };
  }

  @Bean
  AskSender askSender(
      Startup startup, Hooks hooks, ProducerTemplate camel, Happenings happenings, Clock clock) {
    var accounts = new SenderAccounts(hooks, startup.environment());
    return new AskSender(
        new SenderOverCamel(camel, accounts::of),
        startup.settings().deliver(),
        new SecureRandom(),
        happenings,
        clock,
        Elapsing.REAL);
  }

  @Bean
  PrepareReceived prepareReceived(
      Journal journal,
      Hooks hooks,
      LiveMappings mappings,
      AskSender sender,
      Happenings happenings,
      Clock clock) {
    var forms = new NoteForms(journal.forms(), happenings);
    return new PrepareReceived(
        journal, hooks::sourceOf, mappings, sender, forms, happenings, clock);
  }

  // ── send ───────────────────────────────────────────────────────────────────────────────────────

  @Bean
  CrmEndpoint crmEndpoint(ProducerTemplate camel, Crash crash) {
    return crash.around(new CrmOverCamel(camel));
  }

  @Bean
  ReplyLimit replyLimit(Startup startup) {
    return new ReplyLimit(startup.settings().deliver().callTimeLimit());
  }

  @Bean
  ConnectionGates connectionGates(
      Startup startup,
      CrmEndpoint crm,
      Journal journal,
      LiveMappings mappings,
      Happenings happenings,
      Clock clock) {
    return new ConnectionGates(
        startup.connections().values().stream()
            .map(
                connection ->
                    new ConnectionGate(
                        connection,
                        crm,
                        journal,
                        mappings,
                        startup.settings().deliver(),
                        happenings,
                        clock,
                        Elapsing.REAL,
                        journal::nodes))
            .toList(),
        ConnectionGates.THREAD_EACH,
        happenings);
  }

  @Bean
  SendLane sendLane(Startup startup, Journal journal, Happenings happenings, Clock clock) {
    return new SendLane(
        journal,
        startup.settings().deliver(),
        startup.settings().coveredWindow(),
        new SecureRandom(),
        happenings,
        clock);
  }

  @Bean
  DeadLetterRoute deadLetterRoute(
      Startup startup, Journal journal, Happenings happenings, Clock clock) {
    boolean withRequest = !startup.settings().deadLettersToLog();
    return new DeadLetterRoute(new DeadLetters(journal, withRequest, happenings, clock));
  }

  @Bean
  WorkReplays workReplays(Startup startup, Journal journal, Happenings happenings, Clock clock) {
    return new WorkReplays(journal, startup.settings().replayRate(), happenings, clock);
  }

  // ── the workers' consumers ─────────────────────────────────────────────────────────────────────

  @Bean
  WakeUp wakeUp() {
    return new WakeUp();
  }

  @Bean(name = "leadline")
  WorkComponent leadline(
      Journal journal,
      LiveMappings mappings,
      AskSender sender,
      Hooks hooks,
      ConnectionGates gates,
      WakeUp wakeUp,
      Happenings happenings,
      Clock clock) {
    return new WorkComponent(
        List.of(
            new ReceivedWork(journal, mappings::areInForce, clock),
            new BurstWork(
                journal, mappings::areInForce, () -> held(sender, hooks), clock, FETCHES_AT_ONCE),
            new LaneWork(journal, gates.all(), clock, Elapsing.REAL),
            new DeadLetterWork(journal, clock),
            new ReplayWork(journal, System::nanoTime)),
        wakeUp,
        happenings);
  }

  private static Set<HookName> held(AskSender sender, Hooks hooks) {
    return hooks.all().stream()
        .map(Hook::name)
        .filter(hook -> sender.holdOf(hook).isPresent())
        .collect(Collectors.toSet());
  }
}
